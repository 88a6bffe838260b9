package org.harvestxero.store.expense;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.mapping.expense.ReceiptName;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code receipt}: files that go with a bill or with money spent, each once. */
public final class ReceiptTable {
    private static final String COLUMNS = """
            r.expense_id, r.kind, r.source_id, r.file_name, r.url, r.state, r.attempts, r.message, l.target_id, l.number
            """;
    private static final String JOINED =
            " from receipt r join link l on l.source_id = r.source_id and l.kind = r.kind and l.connection = r.connection ";
    private static final String PLANNED =
            "select kind, source_id, file_name, file_size, version, state, attempts from receipt where expense_id = ? and connection = ?";
    private static final String ADD = """
            insert into receipt (connection, expense_id, kind, source_id, file_name, file_size, url, state, attempts, next_attempt_at,
            changed_at)
            values (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)""";
    private static final String POINT = """
            update receipt set kind = ?, source_id = ?, file_name = ?, file_size = ?, version = ?, url = ?, state = 'waiting', attempts = 0,
            next_attempt_at = ?, message = null, changed_at = ?
            where expense_id = ? and connection = ?""";
    private static final String SIZE = "update receipt set file_size = ? where expense_id = ? and connection = ?";
    private static final String ATTACHED = """
            select expense_id from receipt where connection = ? and kind = ? and source_id = ? and state = 'done'""";
    private static final String IN_DOUBT = """
            select expense_id from receipt where connection = ? and kind = ? and source_id = ? and state = 'sending'""";
    private static final String MAY_STAND = """
            update purchase set files = files + 1 where connection = ? and kind = 'bill' and -id in
            (select source_id from receipt where expense_id = ? and connection = ? and kind = 'bill' and state = 'sending')""";
    private static final String FORGET =
            "delete from receipt where expense_id = ? and connection = ? and state <> 'done'";
    private static final String FORGET_ON = FORGET + " and kind = ? and source_id = ?";
    private static final String FORGET_ATTACHED =
            "delete from receipt where connection = ? and kind = ? and source_id = ?";
    private static final String DUE = "select " + COLUMNS + JOINED + """
            where r.connection = ? and r.state in ('waiting', 'sending') and r.next_attempt_at <= ?
            and l.target_status not in ('VOIDED', 'DELETED') order by r.connection, r.state, r.next_attempt_at, r.expense_id limit ?""";
    private static final String FIND = "select " + COLUMNS + JOINED + "where r.expense_id = ? and r.connection = ?";
    private static final String MOVE = """
            update receipt set state = ?, message = ?, next_attempt_at = ?, attempts = attempts + ?, changed_at = ?
            where expense_id = ? and connection = ? and state = ?""";
    private static final String AGAIN = """
            update receipt set state = 'waiting', next_attempt_at = ?, changed_at = ?
            where expense_id = ? and connection = ? and state in ('failed', 'given-up')""";

    private static final String TOLD = """
            select r.expense_id, r.file_name, r.file_size, r.url, r.state, r.message, r.changed_at
            from unnest(?) asked(id) join receipt r on r.expense_id = asked.id and r.connection = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReceiptTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public enum State {
        WAITING,
        /** It was about to be attached; whether it is, nobody knows yet. */
        SENDING,
        DONE,
        FAILED,
        /** A person has to see to it by hand. */
        GIVEN_UP;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** What a file is attached to. @param sourceId as the link has it */
    public record Target(Kind kind, long sourceId, String targetId, String number) {}

    /** @param url where people see it in Harvest */
    public record Receipt(long expenseId, Target target, String fileName, String url, State state, int attempts) {}

    /**
     * A file as Harvest has it.
     *
     * @param name by which it is to go in Xero
     * @param size in bytes; 0 where Harvest doesn't say
     * @param url where people see it in Harvest
     */
    public record Planned(String name, long size, String url) {}

    private record Known(Kind kind, long sourceId, String name, long size, int version, State state, int attempts) {
        boolean isOther(Planned file) {
            return size > 0 && file.size() > 0 && size != file.size();
        }

        /** Another took its place after it was sent: in Xero both stand. */
        int version(Planned file) {
            boolean sameName = name.equals(ReceiptName.again(file.name(), version));
            return attempts > 0 && sameName && isOther(file) ? version + 1 : version;
        }

        boolean isGivenUp() {
            return state == State.FAILED || state == State.GIVEN_UP;
        }
    }

    /**
     * Plans the file; one that is attached elsewhere, or under another name, is attached anew, and so is one that took the place of another
     * under its name.
     */
    public void plan(long expense, Kind kind, long sourceId, Planned file) {
        Known known = jdbc.query(PLANNED, ReceiptTable::known, expense, connection).stream()
                .findFirst()
                .orElse(null);
        if (known == null) {
            Instant now = clock.instant();
            jdbc.update(
                    ADD,
                    connection,
                    expense,
                    kind.code(),
                    sourceId,
                    Sql.cut(file.name(), 300),
                    file.size(),
                    Sql.cut(file.url(), 2000),
                    Sql.at(now),
                    Sql.at(now));
            return;
        }
        int version = known.version(file);
        String name = Sql.cut(ReceiptName.again(file.name(), version), 300);
        boolean anew = known.kind() != kind
                || known.sourceId() != sourceId
                || !known.name().equals(name)
                || (known.isGivenUp() && known.isOther(file));
        if (anew) {
            point(expense, kind, sourceId, new Planned(String.valueOf(name), file.size(), file.url()), version);
        } else if (file.size() > 0 && file.size() != known.size()) {
            jdbc.update(SIZE, file.size(), expense, connection);
        }
    }

    /** What was about to be attached to a bill may stand there for good: it takes a place among the files Xero takes. */
    private void mayStand(long expense) {
        jdbc.update(MAY_STAND, connection, expense, connection);
    }

    private void point(long expense, Kind kind, long sourceId, Planned file, int version) {
        mayStand(expense);
        Instant now = clock.instant();
        jdbc.update(
                POINT,
                kind.code(),
                sourceId,
                file.name(),
                file.size(),
                version,
                Sql.cut(file.url(), 2000),
                Sql.at(now),
                Sql.at(now),
                expense,
                connection);
    }

    /** Expenses whose file is attached to that purchase. */
    public Set<Long> attachedTo(Kind kind, long sourceId) {
        return new HashSet<>(jdbc.queryForList(ATTACHED, Long.class, connection, kind.code(), sourceId));
    }

    /** Expenses whose file may be attached to that purchase: its answer was lost. */
    public Set<Long> inDoubtOn(Kind kind, long sourceId) {
        return new HashSet<>(jdbc.queryForList(IN_DOUBT, Long.class, connection, kind.code(), sourceId));
    }

    /** The expense has no file any more that is still to be attached. */
    public void forget(long expense) {
        mayStand(expense);
        jdbc.update(FORGET, expense, connection);
    }

    /** The same of a file that is to go with that purchase; one that goes with another stays. */
    public void forgetOn(long expense, Kind kind, long sourceId) {
        if (find(expense)
                .filter(receipt ->
                        receipt.target().kind() == kind && receipt.target().sourceId() == sourceId)
                .isPresent()) {
            mayStand(expense);
        }
        jdbc.update(FORGET_ON, expense, connection, kind.code(), sourceId);
    }

    /** The purchase is made anew, without the files that were attached to the former one. */
    public void forgetAttached(Kind kind, long sourceId) {
        jdbc.update(FORGET_ATTACHED, connection, kind.code(), sourceId);
    }

    /** Files to be attached now, of what stands in Xero. */
    public List<Receipt> due(int limit) {
        return jdbc.query(DUE, ReceiptTable::row, connection, Sql.at(clock.instant()), limit);
    }

    public Optional<Receipt> find(long expense) {
        return jdbc.query(FIND, ReceiptTable::row, expense, connection).stream().findFirst();
    }

    /**
     * How it stands with a file, for people.
     *
     * @param bytes its size as Harvest says; 0 where nobody knows
     * @param message why it could not be attached last; null where it could
     */
    public record Told(
            String fileName,
            long bytes,
            String url,
            State state,
            @Nullable String message,
            Instant changedAt) {}

    /** By expense; those without a file are left out. */
    public Map<Long, Told> told(Collection<Long> expenses) {
        Map<Long, Told> found = new HashMap<>();
        jdbc.query(
                TOLD,
                (RowCallbackHandler) rows -> found.put(
                        rows.getLong("expense_id"),
                        new Told(
                                rows.getString("file_name"),
                                rows.getLong("file_size"),
                                rows.getString("url"),
                                State.of(rows.getString("state")),
                                rows.getString("message"),
                                Sql.instant(rows, "changed_at"))),
                Sql.numbers(expenses),
                connection);
        return found;
    }

    /** Moves it on; false when it no longer stands as {@code receipt} says. A move to sending counts as an attempt. */
    public boolean move(Receipt receipt, State to, Instant nextAttempt, @Nullable String message) {
        return jdbc.update(
                        MOVE,
                        to.code(),
                        Sql.cut(message, 4000),
                        Sql.at(nextAttempt),
                        to == State.SENDING ? 1 : 0,
                        Sql.at(clock.instant()),
                        receipt.expenseId(),
                        connection,
                        receipt.state().code())
                == 1;
    }

    /** A person wants it tried again. */
    public boolean again(long expense) {
        Instant now = clock.instant();
        return jdbc.update(AGAIN, Sql.at(now), Sql.at(now), expense, connection) == 1;
    }

    private static Known known(ResultSet rows, int n) throws SQLException {
        return new Known(
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                rows.getString("file_name"),
                rows.getLong("file_size"),
                rows.getInt("version"),
                State.of(rows.getString("state")),
                rows.getInt("attempts"));
    }

    private static Receipt row(ResultSet rows, int n) throws SQLException {
        return new Receipt(
                rows.getLong("expense_id"),
                new Target(
                        Kind.of(rows.getString("kind")),
                        rows.getLong("source_id"),
                        rows.getString("target_id"),
                        String.valueOf(rows.getString("number"))),
                rows.getString("file_name"),
                rows.getString("url"),
                State.of(rows.getString("state")),
                rows.getInt("attempts"));
    }
}
