package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code not_billed}: everything of a run that is on no draft, with its reason. */
public final class NotBilledTable {
    private static final String ADD = """
            insert into not_billed (run_id, position, kind, source_id, hours, worth, bucket, reason, words, rule, overage_of,
            source)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_RUN = """
            select kind, source_id, hours, worth, bucket, reason, words, rule, overage_of, source from not_billed
            where run_id = ? order by position""";

    private static final String HELD = """
            select r.client_name, r.currency, count(distinct e.kind || ' ' || e.source_id) as pieces, sum(n.hours) as hours,
            sum(n.worth) as worth, min(e.spent_date) as oldest
            from entry_state e join billing_run r on r.id = e.run_id
            join not_billed n on n.run_id = e.run_id and n.kind = e.kind and n.source_id = e.source_id
            where e.connection = ? and e.state = 'held' and n.bucket = 'held'
            group by r.client_name, r.currency order by r.client_name, r.currency""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public NotBilledTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * A time entry or expense, or a part of one, that the run did not bill.
     *
     * @param hours as Harvest counts them; zero for an expense
     * @param worth unrounded, at Harvest's own rate
     * @param words why, for people
     * @param source the work as it was
     */
    public record Row(
            EntryStateTable.Work work,
            Hours hours,
            BigDecimal worth,
            Bucket bucket,
            Reason reason,
            String words,
            String rule,
            @Nullable String overageOf,
            Source source) {}

    public void add(long runId, List<NotBilled> all) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            NotBilled rest = all.get(i);
            rows.add(new Object[] {
                runId,
                i,
                WorkKind.of(rest.source().kind()).code(),
                rest.source().id(),
                rest.hours().toBigDecimal(),
                rest.worth(),
                word(rest.bucket()),
                rest.reason().name(),
                Sql.cut(rest.words(), 2000),
                Sql.cut(rest.rule(), 200),
                rest.overageOf(),
                DraftJson.write(rest.source())
            });
        }
        jdbc.batchUpdate(ADD, rows);
    }

    /** In the order the run dropped them. */
    public List<Row> ofRun(long runId) {
        return jdbc.query(
                OF_RUN,
                (rows, n) -> new Row(
                        new EntryStateTable.Work(WorkKind.of(rows.getString("kind")), rows.getLong("source_id")),
                        Hours.of(rows.getBigDecimal("hours")),
                        rows.getBigDecimal("worth"),
                        Bucket.valueOf(rows.getString("bucket")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        Reason.valueOf(rows.getString("reason")),
                        rows.getString("words"),
                        rows.getString("rule"),
                        rows.getString("overage_of"),
                        DraftJson.source(rows.getString("source"))),
                runId);
    }

    /**
     * What the bills of a client hold back now.
     *
     * @param pieces time entries and expenses
     * @param worth unrounded, at Harvest's own rates
     */
    public record Held(
            String client, String currency, int pieces, BigDecimal hours, BigDecimal worth, LocalDate oldest) {}

    /** By client. */
    public List<Held> held() {
        return jdbc.query(
                HELD,
                (rows, n) -> new Held(
                        rows.getString("client_name"),
                        rows.getString("currency"),
                        rows.getInt("pieces"),
                        rows.getBigDecimal("hours"),
                        rows.getBigDecimal("worth"),
                        rows.getObject("oldest", LocalDate.class)),
                connection);
    }

    private static String word(Bucket bucket) {
        return bucket.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
