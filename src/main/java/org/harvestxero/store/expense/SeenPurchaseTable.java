package org.harvestxero.store.expense;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code seen_purchase}: what Xero has under numbers of ours, whoever made it. */
public final class SeenPurchaseTable {
    private static final String UPDATE = """
            update seen_purchase set kind = ?, number = ?, url = ?, status = ?, contact = ?, currency = ?, total = ?, total_tax = ?
            where connection = ? and target_id = ?""";
    private static final String INSERT = """
            insert into seen_purchase (kind, number, url, status, contact, currency, total, total_tax, connection, target_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String BY_NUMBER = """
            select target_id, kind, number, url, status, contact, currency, total, total_tax from seen_purchase
            where number = ? and connection = ? order by target_id""";

    private static final String FORGET = "delete from seen_purchase where target_id = ? and connection = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    SeenPurchaseTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param number of a bill, the reference of money spent @param contact its name */
    public record Seen(
            String targetId,
            Kind kind,
            String number,
            @Nullable String url,
            @Nullable String status,
            @Nullable String contact,
            Amounts amounts) {}

    public record Amounts(
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal tax) {}

    public void put(Seen seen) {
        @Nullable
        Object[] values = {
            seen.kind().code(),
            Sql.cut(seen.number(), 300),
            Sql.cut(seen.url(), 1000),
            seen.status(),
            Sql.cut(seen.contact(), 300),
            seen.amounts().currency(),
            seen.amounts().total(),
            seen.amounts().tax(),
            connection,
            seen.targetId()
        };
        if (jdbc.update(UPDATE, values) == 0) {
            jdbc.update(INSERT, values);
        }
    }

    /** It goes by no number of ours any more. */
    public void forget(String targetId) {
        jdbc.update(FORGET, targetId, connection);
    }

    public List<Seen> byNumber(String number) {
        return jdbc.query(
                BY_NUMBER,
                (rows, n) -> new Seen(
                        rows.getString("target_id"),
                        Kind.of(rows.getString("kind")),
                        rows.getString("number"),
                        rows.getString("url"),
                        rows.getString("status"),
                        rows.getString("contact"),
                        new Amounts(
                                rows.getString("currency"),
                                Sql.amountOrNull(rows, "total"),
                                Sql.amountOrNull(rows, "total_tax"))),
                number,
                connection);
    }
}
