package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What the periods of a client came to, without reading what their drafts say. */
public final class PeriodTotals {
    /** Of a client the few periods beyond those asked for that drafts of several periods need. */
    private static final int SLACK = 30;

    private static final int AT_ONCE = 500;

    private static final String PLACES = """
            select d.id, d.run_id, d.client_id, d.currency, d.state, r.period_start from unnest(?) asked(id)
            join draft_invoice d on d.id = asked.id and d.connection = ? join billing_run r on r.id = d.run_id""";
    private static final String PAST = """
            select * from (select r.client_id, r.currency, r.id, r.period, r.period_start, sum(d.subtotal) as total,
            row_number() over (partition by r.client_id, r.currency order by r.period_start desc, r.id desc) as n
            from unnest(?) asked(id) join billing_run r on r.connection = ? and r.client_id = asked.id
            join draft_invoice d on d.run_id = r.id where r.mode <> 'trial' and r.undone_at is null
            and left(r.period, 6) <> 'ready-' and d.state in (""" + DraftLines.RELEASED + """
            , ?) and r.period_start < ? group by r.client_id, r.currency, r.id, r.period, r.period_start) p
            where p.n <= ? order by p.period_start desc, p.id desc""";
    private static final String NOW = """
            select d.run_id, sum(d.subtotal) as total from unnest(?) asked(id) join draft_invoice d on d.run_id = asked.id
            where d.state not in ('rejected', 'credited', 'shadow') group by d.run_id""";
    private static final String ALONE = """
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

    /** At most 500. */
    public List<Place> places(Collection<Long> drafts) {
        List<Long> ids = drafts.stream().distinct().limit(AT_ONCE).toList();
        return jdbc.query(
                PLACES,
                (rows, n) -> new Place(
                        rows.getLong("id"),
                        rows.getLong("run_id"),
                        rows.getLong("client_id"),
                        rows.getString("currency"),
                        DraftState.of(rows.getString("state")),
                        rows.getObject("period_start", LocalDate.class)),
                Sql.numbers(ids),
                connection);
    }

    /**
     * By draft, the client's periods before it that were released in its currency, the latest first. Where all are of a parallel run, it
     * counts its own.
     */
    public Map<Long, List<Past>> past(List<Place> places, int limit) {
        if (places.isEmpty()) {
            return Map.of();
        }
        boolean shadow = places.stream().allMatch(place -> place.state() == DraftState.SHADOW);
        List<Long> clients = places.stream().map(Place::clientId).distinct().toList();
        List<Dated> all = jdbc.query(
                PAST,
                PeriodTotals::dated,
                Sql.numbers(clients),
                connection,
                (shadow ? DraftState.SHADOW : DraftState.APPROVED).code(),
                places.stream().map(Place::start).max(Comparator.naturalOrder()).orElseThrow(),
                limit + (places.size() > 1 ? SLACK : 0));
        Map<Long, List<Past>> past = new HashMap<>();
        for (Place place : places) {
            past.put(
                    place.draftId(),
                    all.stream()
                            .filter(each -> each.clientId() == place.clientId()
                                    && each.currency().equals(place.currency())
                                    && each.start().isBefore(place.start()))
                            .map(Dated::past)
                            .limit(limit)
                            .toList());
        }
        return past;
    }

    private record Dated(long clientId, String currency, LocalDate start, Past past) {}

    private static Dated dated(ResultSet rows, int n) throws SQLException {
        return new Dated(
                rows.getLong("client_id"),
                rows.getString("currency"),
                rows.getObject("period_start", LocalDate.class),
                new Past(rows.getLong("id"), rows.getString("period"), rows.getBigDecimal("total")));
    }

    /** By draft, what all drafts of its period that stand come to, itself in any case. */
    public Map<Long, BigDecimal> now(List<Place> places) {
        Map<Long, BigDecimal> now = new HashMap<>();
        if (places.size() == 1) {
            Place only = places.get(0);
            BigDecimal sum = jdbc.queryForObject(ALONE, BigDecimal.class, only.runId(), only.draftId());
            now.put(only.draftId(), sum == null ? BigDecimal.ZERO : sum);
            return now;
        }
        List<Long> runs = places.stream().map(Place::runId).distinct().toList();
        Map<Long, BigDecimal> byRun = new HashMap<>();
        jdbc.query(
                NOW,
                (RowCallbackHandler) rows -> byRun.put(rows.getLong("run_id"), rows.getBigDecimal("total")),
                Sql.numbers(runs));
        places.forEach(place -> now.put(place.draftId(), byRun.getOrDefault(place.runId(), BigDecimal.ZERO)));
        return now;
    }
}
