package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What runs that stand made of the periods of some clients: tables {@code billing_run} and {@code draft_invoice} side by side. */
public final class BilledPeriods {
    private static final String OF_CLIENTS = """
            select r.id as run_id, r.client_id, r.period, r.period_start, r.period_end, r.mode, r.currency,
            d.id as draft_id, d.state, d.subtotal, d.number,
            case when d.state in ('approved', 'mirrored', 'planned') then (select max(o.id) from outbox o
              where o.connection = d.connection and o.kind in ('invoice', 'credit-note') and o.source_id = coalesce(d.harvest_id, -d.id)
              and o.revision = 'draft:' || cast(d.id as varchar(20)) and o.state = 'failed') end as refused
            from unnest(?) asked(id)
            join billing_run r on r.connection = ? and r.client_id = asked.id and r.mode <> 'trial' and r.undone_at is null
            and r.period_end >= ? and r.period_end <= ?
            left join draft_invoice d on d.run_id = r.id
            order by r.client_id, r.period_start, r.id, d.id""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public BilledPeriods(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * A run and one of its drafts.
     *
     * @param period its label
     * @param draft null for a run that made none
     */
    public record Row(
            long runId,
            long clientId,
            String period,
            LocalDate start,
            LocalDate end,
            BillingMode mode,
            String currency,
            @Nullable Draft draft) {}

    /**
     * @param subtotal before tax
     * @param refused id of the failed copy, where Xero or the rules refused it; else null
     */
    public record Draft(
            long id,
            DraftState state,
            BigDecimal subtotal,
            @Nullable String number,
            @Nullable Long refused) {}

    /**
     * By client and period, one row for each draft and one for each run without any.
     *
     * @param from first day a period may end on
     * @param to last such day
     */
    public List<Row> ofClients(Collection<Long> clients, LocalDate from, LocalDate to) {
        return jdbc.query(OF_CLIENTS, BilledPeriods::row, Sql.numbers(clients), connection, from, to);
    }

    private static Row row(ResultSet rows, int n) throws SQLException {
        Long draft = Sql.longOrNull(rows, "draft_id");
        return new Row(
                rows.getLong("run_id"),
                rows.getLong("client_id"),
                rows.getString("period"),
                rows.getObject("period_start", LocalDate.class),
                rows.getObject("period_end", LocalDate.class),
                BillingMode.of(rows.getString("mode")),
                rows.getString("currency"),
                draft == null
                        ? null
                        : new Draft(
                                draft,
                                DraftState.of(rows.getString("state")),
                                Sql.amount(rows, "subtotal"),
                                rows.getString("number"),
                                Sql.longOrNull(rows, "refused")));
    }
}
