package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.ReviewReason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drafts that wait for a person, without reading what they say. */
public final class WaitingDrafts {
    private static final int MOST = 2_000;
    private static final String WAITING = """
            select d.id, d.version, d.client_id, r.client_name, r.period, d.number, d.state, d.subtotal, d.currency, d.issue_date,
            d.due_date, d.step, d.agreement_hash, d.decided_by, d.reasons
            from draft_invoice d join billing_run r on r.id = d.run_id
            where d.connection = ? and d.state in ('review', 'held') order by d.id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    WaitingDrafts(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Where a draft stands. @param step how many steps of its review have said yes */
    public record Standing(
            DraftState state,
            int version,
            int step,
            @Nullable String decidedBy) {}

    /** What it would charge, before tax. */
    public record Sum(BigDecimal total, String currency, LocalDate issueDate, LocalDate dueDate) {}

    /**
     * A draft.
     *
     * @param number reserved; null while it has none
     * @param reasons why a person has to look; null where only its content tells
     */
    public record Head(
            long id,
            long clientId,
            String clientName,
            String period,
            @Nullable String number,
            String agreementHash,
            Standing standing,
            Sum sum,
            @Nullable List<String> reasons) {}

    /** The oldest first, at most 2,000. */
    public List<Head> all() {
        return jdbc.query(WAITING, WaitingDrafts::row, connection, MOST);
    }

    private static Head row(ResultSet rows, int n) throws SQLException {
        String reasons = rows.getString("reasons");
        return new Head(
                rows.getLong("id"),
                rows.getLong("client_id"),
                rows.getString("client_name"),
                rows.getString("period"),
                rows.getString("number"),
                rows.getString("agreement_hash"),
                new Standing(
                        DraftState.of(rows.getString("state")),
                        rows.getInt("version"),
                        rows.getInt("step"),
                        rows.getString("decided_by")),
                new Sum(
                        rows.getBigDecimal("subtotal"),
                        rows.getString("currency"),
                        rows.getObject("issue_date", LocalDate.class),
                        rows.getObject("due_date", LocalDate.class)),
                reasons == null ? null : reasons.lines().toList());
    }

    /** As the column holds them. */
    static String reasons(Draft draft) {
        return draft.review().stream()
                .map(ReviewReason::words)
                .map(words -> words.replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }
}
