package org.harvestxero.store.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code reconciliation_difference}: each difference from the first day it was seen to the last. */
public final class DifferenceTable {
    private static final String OPEN = """
            select id, kind, harvest_id, xero_id, measure, reason, currency, first_day from reconciliation_difference
            where connection = ? and gone_at is null""";
    private static final String ADD = """
            insert into reconciliation_difference (connection, kind, harvest_id, xero_id, number, client, currency, measure, reason,
            amount, detail, command, first_day, last_day) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SEEN = """
            update reconciliation_difference set number = ?, client = ?, amount = ?, detail = ?, command = ?, last_day = ? where id = ?""";
    private static final String GONE = "update reconciliation_difference set gone_at = ? where id = ?";
    private static final String FORGET =
            "delete from reconciliation_difference where connection = ? and gone_at is not null and last_day < ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public DifferenceTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What makes a difference the same one as on an earlier day. */
    public record Key(
            String kind,
            @Nullable Long harvestId,
            @Nullable String xeroId,
            String measure,
            String reason,
            String currency) {}

    /** A difference as it shows today. @param words what is known of it, and what puts it right */
    public record Shown(Key key, @Nullable String number, String client, BigDecimal amount, Words words) {}

    public record Words(String detail, String command) {}

    private record Known(long id, LocalDate firstDay) {}

    /**
     * What the days' differences became.
     *
     * @param since the first day of each, in the order they were given
     * @param fresh those that did not stand before
     */
    public record Kept(List<LocalDate> since, List<Shown> fresh) {}

    /** Takes what shows today; what doesn't any more is gone. Call it in a transaction. */
    public Kept keep(List<Shown> shown, LocalDate today, Instant now) {
        Map<Key, Known> known = open();
        List<LocalDate> since = new ArrayList<>();
        List<Shown> fresh = new ArrayList<>();
        List<@Nullable Object[]> seen = new ArrayList<>();
        Set<Key> standing = new HashSet<>();
        for (Shown each : shown) {
            Known before = known.get(each.key());
            since.add(before == null ? today : before.firstDay());
            if (standing.add(each.key())) {
                if (before == null) {
                    fresh.add(each);
                } else {
                    seen.add(seen(each, today, before.id()));
                }
            }
        }
        jdbc.batchUpdate(ADD, fresh.stream().map(each -> added(each, today)).toList());
        jdbc.batchUpdate(SEEN, seen);
        jdbc.batchUpdate(
                GONE,
                known.entrySet().stream()
                        .filter(each -> !standing.contains(each.getKey()))
                        .map(each -> new Object[] {Sql.at(now), each.getValue().id()})
                        .toList());
        return new Kept(since, fresh);
    }

    private @Nullable Object[] added(Shown shown, LocalDate today) {
        return new @Nullable Object[] {
            connection,
            shown.key().kind(),
            shown.key().harvestId(),
            shown.key().xeroId(),
            Sql.cut(shown.number(), 300),
            Sql.cut(shown.client(), 500),
            shown.key().currency(),
            shown.key().measure(),
            shown.key().reason(),
            shown.amount(),
            Sql.cut(shown.words().detail(), 2000),
            Sql.cut(shown.words().command(), 500),
            today,
            today
        };
    }

    private static @Nullable Object[] seen(Shown shown, LocalDate today, long id) {
        return new @Nullable Object[] {
            Sql.cut(shown.number(), 300),
            Sql.cut(shown.client(), 500),
            shown.amount(),
            Sql.cut(shown.words().detail(), 2000),
            Sql.cut(shown.words().command(), 500),
            today,
            id
        };
    }

    private Map<Key, Known> open() {
        Map<Key, Known> open = new HashMap<>();
        jdbc.query(
                OPEN,
                (RowCallbackHandler) rows -> open.put(
                        new Key(
                                rows.getString("kind"),
                                Sql.longOrNull(rows, "harvest_id"),
                                rows.getString("xero_id"),
                                rows.getString("measure"),
                                rows.getString("reason"),
                                rows.getString("currency")),
                        new Known(rows.getLong("id"), rows.getObject("first_day", LocalDate.class))),
                connection);
        return open;
    }

    /** The first day of those that stand, by what tells them apart; for what is looked at on the side and kept nowhere. */
    public Map<Key, LocalDate> firstDays() {
        Map<Key, LocalDate> days = new HashMap<>();
        open().forEach((key, known) -> days.put(key, known.firstDay()));
        return days;
    }

    /** Lets go of those that were last seen earlier and are gone. */
    public void forgetBefore(LocalDate day) {
        jdbc.update(FORGET, connection, day);
    }
}
