package org.harvestxero.store.copy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What stands failed, by its cause: the causes by how many documents they keep back, and the documents of one by their ids, both a page at
 * a time. A document blocked by its contact has the contact's cause.
 */
public final class FailedCausePages {
    private static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");

    /** Of the rows o with the cause c; f is the row that failed. */
    private static final String WANTED = """
             and o.kind = any(?) and (? = '' or c.code = ?) and (? = '' or c.heals = ?)
            and coalesce(f.first_failed_at, f.created_at) < ?
            and (? = '' or lower(coalesce(o.number, '')) like ? or lower(coalesce(f.sentence, c.sentence)) like ?)
            and (? = '' or (o.kind in ('client', 'billing') and lower(coalesce(o.number, '')) like ?)
                or exists (select 1 from source_document k where k.connection = o.connection and k.kind = 'client'
                    and lower(coalesce(k.number, '')) like ? and k.source_id = case when o.depends_kind = 'contact' then o.depends_id
                        when o.kind = 'client' then o.source_id
                        when o.source_id < 0 then (select d.client_id from draft_invoice d where d.id = -o.source_id)
                        else (select i.parent_id from source_document i where i.connection = o.connection and i.kind = 'invoice'
                            and i.source_id = case when o.kind = 'payment' then (select p.parent_id from source_document p
                                where p.connection = o.connection and p.kind = 'payment' and p.source_id = o.source_id)
                                else o.source_id end) end))
            """;

    private static final String WANTED_ITSELF = WANTED.replace("f.", "o.");
    private static final String FAILED = """
             from outbox o join cause c on c.id = o.failed_cause
            where o.connection = ? and o.failed_cause is not null""";
    private static final String BLOCKED = """
             from outbox f join outbox o on o.connection = f.connection and o.state = 'waiting' and o.depends_kind = 'contact'
                and o.depends_id = f.source_id and o.kind <> 'contact'
            join cause c on c.id = f.cause_id
            where f.connection = ? and f.state = 'failed' and f.kind = 'contact' and f.revision <> 'complete'""";
    private static final String BY_SIZE = """
             as documents from (%s) found group by cause_id
            having sum(documents) < ? or (sum(documents) = ? and cause_id > ?) order by documents desc, cause_id limit ?""";
    private static final String PLAIN = """
            select o.failed_cause as cause_id, count(*) as documents from outbox o
            where o.connection = ? and o.failed_cause is not null group by o.failed_cause""";
    private static final String COUNTED_FAILED = "select o.failed_cause as cause_id, count(*) as documents" + FAILED
            + WANTED_ITSELF + " group by o.failed_cause";
    private static final String COUNTED_BLOCKED =
            "select f.cause_id, count(*) as documents" + BLOCKED + WANTED + " group by f.cause_id";
    private static final String HAS_CONTACTS =
            "select id from outbox where connection = ? and state = 'failed' and kind = 'contact' and finished_at is null limit 1";
    private static final String CAUSE =
            "select id, code, sentence, remedy, heals from cause where connection = ? and id = ?";

    private static final String ROWS = Overview.FAILED_COLUMNS + """
             where o.connection = ? and o.failed_cause = ? and o.id > ?
            order by o.connection, o.failed_cause, o.id limit ?""";
    private static final String WANTED_ROWS = Overview.FAILED_COLUMNS
            + " where o.connection = ? and o.failed_cause = ?" + WANTED_ITSELF
            + " and o.id > ? order by o.connection, o.failed_cause, o.id limit ?";
    private static final String IDS = """
            select o.id from outbox o where o.connection = ? and o.failed_cause = ? and o.id > ?
            order by o.connection, o.failed_cause, o.id limit ?""";
    private static final String WANTED_IDS =
            "select o.id from outbox o join cause c on c.id = o.failed_cause where o.connection = ? and o.failed_cause = ?"
                    + WANTED_ITSELF + " and o.id > ? order by o.connection, o.failed_cause, o.id limit ?";
    private static final String BLOCKED_IDS =
            "select o.id" + BLOCKED + " and f.cause_id = ?" + WANTED + " and o.id > ? order by o.id limit ?";
    private static final String BLOCKED_ROWS =
            Overview.BLOCKED_COLUMNS.replace("outbox b", "outbox f").replace("b.", "f.")
                    + " where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact' and f.cause_id = ?"
                    + WANTED
                    + " and o.id > ? order by o.id limit ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public FailedCausePages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * Which are wanted; an empty text means any.
     *
     * @param code of the cause, such as {@code ACCOUNT_ARCHIVED}
     * @param heals how causes heal
     * @param before that failed first before then; null for any time
     * @param client part of a name, in any case
     * @param text part of a number or of what is wrong, in any case
     */
    public record Wanted(
            Collection<Kind> kinds,
            String code,
            String heals,
            @Nullable Instant before,
            String client,
            String text) {
        public static final Wanted ALL = new Wanted(DocumentPages.FAILING, "", "", null, "", "");

        private boolean isAll() {
            return kinds.containsAll(DocumentPages.FAILING)
                    && (code + heals + client + text).isEmpty()
                    && before == null;
        }

        private List<Object> values() {
            List<Object> values = new ArrayList<>();
            values.add(Sql.texts(kinds.stream().map(Kind::code).toList()));
            values.addAll(List.of(code, code, heals, heals, Sql.at(before == null ? ANY_TIME : before)));
            values.addAll(List.of(text, like(text), like(text), client, like(client), like(client)));
            return values;
        }

        private static String like(String part) {
            return "%" + Sql.literal(part.toLowerCase(Locale.ROOT)) + "%";
        }
    }

    /** @param documents how many stand failed for it */
    public record Cause(long id, String code, String sentence, String remedy, String heals, long documents) {}

    /**
     * Causes, those that keep most back first.
     *
     * @param documents,id of the last that was seen; {@link Long#MAX_VALUE} and 0 for the first page
     */
    public List<Cause> causes(Wanted wanted, long documents, long id, int most) {
        List<Object> values = new ArrayList<>();
        String counted = counted(wanted, values);
        values.addAll(List.of(documents, documents, id, most));
        return jdbc
                .query(
                        "select cause_id, sum(documents)" + BY_SIZE.formatted(counted),
                        (rows, n) -> new long[] {rows.getLong("cause_id"), rows.getLong("documents")},
                        values.toArray())
                .stream()
                .flatMap(found -> cause(found[0], found[1]).stream())
                .toList();
    }

    /** One cause; none of that number. @param documents how many stand failed for it */
    public List<Cause> cause(long cause, long documents) {
        return jdbc.query(
                CAUSE,
                (rows, n) -> new Cause(
                        cause,
                        rows.getString("code"),
                        rows.getString("sentence"),
                        rows.getString("remedy"),
                        rows.getString("heals"),
                        documents),
                connection,
                cause);
    }

    private String counted(Wanted wanted, List<Object> values) {
        values.add(connection);
        if (!wanted.isAll()) {
            values.addAll(wanted.values());
        }
        if (!hasContacts()) {
            return wanted.isAll() ? PLAIN : COUNTED_FAILED;
        }
        values.add(connection);
        values.addAll(wanted.values());
        return (wanted.isAll() ? PLAIN : COUNTED_FAILED) + " union all " + COUNTED_BLOCKED;
    }

    private boolean hasContacts() {
        return !jdbc.queryForList(HAS_CONTACTS, Long.class, connection).isEmpty();
    }

    /** How many documents stand failed. */
    public long count(Wanted wanted) {
        List<Object> values = new ArrayList<>();
        String counted = counted(wanted, values);
        return Sql.count(jdbc, "select coalesce(sum(documents), 0) from (" + counted + ") found", values.toArray());
    }

    /** How many documents stand failed for a cause. */
    public long count(Wanted wanted, long cause) {
        List<Object> values = new ArrayList<>();
        String counted = counted(wanted, values);
        values.add(cause);
        return Sql.count(
                jdbc,
                "select coalesce(sum(documents), 0) from (" + counted + ") found where cause_id = ?",
                values.toArray());
    }

    /** Documents of a cause, by their ids. @param after the last that was seen; 0 for the first page */
    public List<FailedRow> of(long cause, Wanted wanted, long after, int most) {
        List<FailedRow> failed = wanted.isAll()
                ? jdbc.query(ROWS, FailedRow::read, connection, cause, after, most)
                : jdbc.query(WANTED_ROWS, FailedRow::read, values(cause, wanted, after, most));
        if (!hasContacts()) {
            return failed;
        }
        return Stream.concat(
                        failed.stream(),
                        jdbc.query(BLOCKED_ROWS, FailedRow::read, values(cause, wanted, after, most)).stream())
                .sorted(Comparator.comparing(FailedRow::id))
                .limit(most)
                .toList();
    }

    /** The ids alone. */
    public List<Long> idsOf(long cause, Wanted wanted, long after, int most) {
        List<Long> failed = wanted.isAll()
                ? jdbc.queryForList(IDS, Long.class, connection, cause, after, most)
                : jdbc.queryForList(WANTED_IDS, Long.class, values(cause, wanted, after, most));
        if (!hasContacts()) {
            return failed;
        }
        return Stream.concat(
                        failed.stream(),
                        jdbc.queryForList(BLOCKED_IDS, Long.class, values(cause, wanted, after, most)).stream())
                .sorted()
                .limit(most)
                .toList();
    }

    private Object[] values(long cause, Wanted wanted, long after, int most) {
        List<Object> values = new ArrayList<>(List.of(connection, cause));
        values.addAll(wanted.values());
        values.addAll(List.of(after, most));
        return values.toArray();
    }
}
