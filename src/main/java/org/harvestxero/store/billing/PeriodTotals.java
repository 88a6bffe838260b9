package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the periods of a client came to, without reading what their drafts say. */
public final class PeriodTotals {
    private static final String PLACE = """
            select d.run_id, d.client_id, d.currency, d.state, r.period_start from draft_invoice d
            join billing_run r on r.id = d.run_id where d.connection = ? and d.id = ?""";
    private static final String PAST = """
            select r.id, r.period, sum(d.subtotal) as total from billing_run r join draft_invoice d on d.run_id = r.id
            where r.connection = ? and r.client_id = ? and r.mode <> 'trial' and r.undone_at is null and r.currency = ?
            and r.period not like 'ready-%' and r.period_start < ? and d.state in (""" + DraftLines.RELEASED + """
            , ?) group by r.id, r.period, r.period_start order by r.period_start desc, r.id desc limit ?""";
    private static final String NOW = """
            select sum(subtotal) from draft_invoice
            where run_id = ? and (id = ? or state not in ('rejected', 'credited', 'shadow'))""";

    private final String connection;
    private final JdbcTemplate jdbc;

    PeriodTotals(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Which period of whose a draft bills. */
    public record Place(long draftId, long runId, long clientId, String currency, DraftState state, LocalDate start) {}

    /** A period that was released. @param total of its invoices before tax */
    public record Past(long runId, String period, BigDecimal total) {}

    public Optional<Place> place(long draftId) {
        return jdbc
                .query(
                        PLACE,
                        (rows, n) -> new Place(
                                draftId,
                                rows.getLong("run_id"),
                                rows.getLong("client_id"),
                                rows.getString("currency"),
                                DraftState.of(rows.getString("state")),
                                rows.getObject("period_start", LocalDate.class)),
                        connection,
                        draftId)
                .stream()
                .findFirst();
    }

    /** The client's periods before it that were released in its currency, the latest first; a parallel run counts its own. */
    public List<Past> past(Place place, int limit) {
        DraftState asWell = place.state() == DraftState.SHADOW ? DraftState.SHADOW : DraftState.APPROVED;
        return jdbc.query(
                PAST,
                (rows, n) -> new Past(rows.getLong("id"), rows.getString("period"), rows.getBigDecimal("total")),
                connection,
                place.clientId(),
                place.currency(),
                place.start(),
                asWell.code(),
                limit);
    }

    /** What all drafts of its period that stand come to, itself in any case. */
    public BigDecimal now(Place place) {
        BigDecimal sum = jdbc.queryForObject(NOW, BigDecimal.class, place.runId(), place.draftId());
        return sum == null ? BigDecimal.ZERO : sum;
    }
}
