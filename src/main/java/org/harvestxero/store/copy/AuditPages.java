package org.harvestxero.store.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The audit for people to look through, the latest first. A look goes through at most {@link #WINDOW} events, so that a search for what is
 * rare takes no longer than one for what is not; it tells where it stopped.
 */
public final class AuditPages {
    /** Events one look goes through at most. */
    public static final int WINDOW = 20_000;

    private static final String NEWEST_BEFORE =
            "select id from audit_event where connection = ? and at < ? order by connection desc, at desc limit 1";

    private final String connection;
    private final JdbcTemplate jdbc;

    public AuditPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * What is looked for; null or empty for any.
     *
     * @param about part of what is told of it
     * @param sources or one of these documents of Harvest
     */
    public record Wanted(
            @Nullable String actor,
            @Nullable String event,
            @Nullable String about,
            Collection<Long> sources,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** @param kind,sourceId of the document it is about; null where it is about none */
    public record Event(
            long id,
            AuditEventTable.AuditEvent told,
            @Nullable Kind kind,
            @Nullable Long sourceId) {}

    /** @param next where the next look goes on; 0 where there is nothing more */
    public record Page(List<Event> events, long next) {}

    /** @param before ids below it */
    public Page find(Wanted wanted, long before, int most) {
        List<Object> values = new ArrayList<>();
        String window = window(wanted, before, values);
        List<Object> found = new ArrayList<>(values);
        String narrowed = narrowed(wanted, found);
        found.add(most + 1);
        List<Event> events = jdbc.query(
                "select * from (" + window + ") looked_at where id > 0" + narrowed + " order by id desc limit ?",
                AuditPages::event,
                found.toArray());
        if (events.size() > most) {
            return new Page(
                    List.copyOf(events.subList(0, most)), events.get(most - 1).id());
        }
        return new Page(events, narrowed.isEmpty() ? 0 : end(window, values));
    }

    /** What an index finds: of somebody, within a span of time. */
    private String window(Wanted wanted, long before, List<Object> values) {
        Instant from = wanted.from();
        Instant to = wanted.to();
        values.add(connection);
        values.add(to == null ? before : Math.min(before, newestBefore(to) + 1));
        values.add(from == null ? 0 : newestBefore(from));
        String actor = wanted.actor();
        if (actor != null) {
            values.add(actor);
        }
        values.add(WINDOW);
        return "select id, at, actor, kind, source_id, event, detail from audit_event where connection = ? and id < ? and id > ?"
                + (actor == null
                        ? " order by connection desc, id desc limit ?"
                        : " and actor = ? order by connection desc, actor desc, id desc limit ?");
    }

    /** What each event is looked at for. */
    private static String narrowed(Wanted wanted, List<Object> values) {
        StringBuilder narrowed = new StringBuilder();
        String event = wanted.event();
        if (event != null) {
            narrowed.append(" and event = ?");
            values.add(event);
        }
        String about = wanted.about();
        if (about != null) {
            narrowed.append(" and (lower(coalesce(detail, '')) like ? or source_id = any(?))");
            values.add("%" + Sql.literal(about.toLowerCase(Locale.ROOT)) + "%");
            values.add(Sql.numbers(wanted.sources()));
        }
        return narrowed.toString();
    }

    /** Where a full window ended; 0 where it held all there is. */
    private long end(String window, List<Object> values) {
        List<Long> ends = jdbc.query(
                "select min(id) as last, count(*) as looked_at from (" + window + ") looked_at",
                (rows, n) -> rows.getLong("looked_at") < WINDOW ? Long.valueOf(0) : Long.valueOf(rows.getLong("last")),
                values.toArray());
        return ends.get(0);
    }

    /** Ids are given in the order of time, but for jumps of the clock. 0 where nothing was before. */
    private long newestBefore(Instant time) {
        return jdbc.queryForList(NEWEST_BEFORE, Long.class, connection, Sql.at(time)).stream()
                .findFirst()
                .orElse(0L);
    }

    private static Event event(ResultSet rows, int n) throws SQLException {
        String kind = rows.getString("kind");
        return new Event(
                rows.getLong("id"),
                new AuditEventTable.AuditEvent(
                        Sql.instant(rows, "at"),
                        rows.getString("actor"),
                        rows.getString("event"),
                        rows.getString("detail")),
                kind == null ? null : Kind.of(kind),
                Sql.longOrNull(rows, "source_id"));
    }
}
