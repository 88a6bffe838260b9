package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code other_payment}: payments on our invoices in Xero that did not come from here, and what people said of them. */
public final class OtherPaymentTable {
    private static final String OF_INVOICE = """
            select target_id, amount, paid_on, reference, explained_by from other_payment
            where connection = ? and invoice_id = ? order by paid_on, target_id""";
    private static final String ADD = """
            insert into other_payment (connection, target_id, invoice_id, amount, paid_on, reference, seen_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FORGET = "delete from other_payment where connection = ? and target_id = ?";
    private static final String EXPLAIN =
            "update other_payment set explained_by = ? where connection = ? and target_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OtherPaymentTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param explainedBy who said what it is; null while nobody did */
    public record OtherPayment(
            String targetId,
            BigDecimal amount,
            @Nullable LocalDate paidOn,
            String reference,
            @Nullable String explainedBy) {}

    public List<OtherPayment> of(long invoiceId) {
        return jdbc.query(
                OF_INVOICE,
                (rows, n) -> new OtherPayment(
                        rows.getString("target_id"),
                        rows.getBigDecimal("amount"),
                        rows.getObject("paid_on", LocalDate.class),
                        Objects.requireNonNullElse(rows.getString("reference"), ""),
                        rows.getString("explained_by")),
                connection,
                invoiceId);
    }

    /** Notes which ones Xero shows on the invoice now; those no longer there are forgotten, what people said of the others stays. */
    public void shown(long invoiceId, List<OtherPayment> payments) {
        Set<String> standing = payments.stream().map(OtherPayment::targetId).collect(Collectors.toSet());
        jdbc.batchUpdate(
                FORGET,
                of(invoiceId).stream()
                        .filter(known -> !standing.contains(known.targetId()))
                        .map(known -> new Object[] {connection, known.targetId()})
                        .toList());
        jdbc.batchUpdate(
                ADD,
                payments.stream()
                        .map(payment -> new @Nullable Object[] {
                            connection,
                            payment.targetId(),
                            invoiceId,
                            payment.amount(),
                            payment.paidOn(),
                            Sql.cut(payment.reference(), 300),
                            Sql.at(clock.instant())
                        })
                        .toList());
    }

    /** Somebody said what they are. */
    public void explain(Collection<String> targetIds, String who) {
        jdbc.batchUpdate(
                EXPLAIN,
                targetIds.stream()
                        .map(id -> new @Nullable Object[] {Sql.cut(who, 200), connection, id})
                        .toList());
    }
}
