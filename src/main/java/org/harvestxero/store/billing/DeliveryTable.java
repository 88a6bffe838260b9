package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code delivery}: files that go with an invoice and mails that follow it, each once. */
public final class DeliveryTable {
    private static final String COLUMNS = "draft_id, step, state, attempts, next_attempt_at, message, changed_at";
    private static final String ADD = """
            insert into delivery (connection, draft_id, step, state, attempts, next_attempt_at, changed_at)
            values (?, ?, ?, 'waiting', 0, ?, ?) on conflict do nothing""";
    private static final String DUE = "select " + COLUMNS + """
             from delivery where connection = ? and state in ('waiting', 'failed') and next_attempt_at <= ?
            order by draft_id, step limit ?""";
    private static final String IN_STATE =
            "select " + COLUMNS + " from delivery where connection = ? and state = ? order by draft_id, step";
    private static final String OF_DRAFT = "select " + COLUMNS + " from delivery where draft_id = ? order by step";
    private static final String MOVE = """
            update delivery set state = ?, message = ?, next_attempt_at = ?, attempts = attempts + ?, changed_at = ?
            where draft_id = ? and step = ? and state = ?""";

    private static final String AGAIN = """
            update delivery set state = 'waiting', next_attempt_at = ?, changed_at = ?
            where draft_id = ? and step = ? and state in ('failed', 'unclear', 'given-up')""";
    private static final String REDO = """
            update delivery set state = 'waiting', next_attempt_at = ?, changed_at = ?
            where draft_id = ? and step = ? and state = 'done'""";

    private static final String FILE =
            "update delivery set file_name = ?, file_size = ? where draft_id = ? and step = ?";
    private static final String FILES = """
            select step, state, message, changed_at, file_name, file_size from delivery
            where draft_id = ? and (step = 'timesheet' or left(step, 8) = 'receipt-') order by step""";

    /** The step that plans what a credit note is set against. */
    public static final String ALLOCATION = "allocation";

    private static final Pattern STEP = Pattern.compile("(\\d{1,18}):(.+)");

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DeliveryTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a step stands. */
    public enum State {
        WAITING,
        /** Recorded before the call; after a crash nobody knows whether it happened. */
        SENDING,
        DONE,
        /** It may have happened; never repeated by itself. */
        UNCLEAR,
        FAILED,
        GIVEN_UP;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** One step. @param message why it stands where it stands; null when there is nothing to say */
    public record Delivery(
            long draftId,
            String step,
            State state,
            int attempts,
            Instant nextAttemptAt,
            @Nullable String message,
            Instant changedAt) {}

    /**
     * A file that goes with an invoice.
     *
     * @param fileName in Xero; null before it is sent
     * @param bytes its size; null before it is sent
     */
    public record SentFile(
            String step,
            State state,
            @Nullable String message,
            Instant changedAt,
            @Nullable String fileName,
            @Nullable Long bytes) {}

    /** One step of one draft. */
    public record Step(long draftId, String step) {
        /** The revision of the failed copy that tells of its trouble. */
        public Revision revision() {
            return Revision.of(RevisionKind.DELIVERY, draftId + ":" + step);
        }
    }

    /** The step that a failed copy's revision names; empty for other revisions. */
    public static Optional<Step> stepIn(Revision revision) {
        Matcher matcher = STEP.matcher(revision.subject());
        return revision.is(RevisionKind.DELIVERY) && matcher.matches()
                ? Optional.of(new Step(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** A person wants the step done after all: what failed or is unclear waits again. */
    public boolean again(Step step) {
        Instant now = clock.instant();
        return jdbc.update(AGAIN, Sql.at(now), Sql.at(now), step.draftId(), step.step()) == 1;
    }

    /** Has a step that was done be done once more. */
    public void redo(Step step) {
        Instant now = clock.instant();
        jdbc.update(REDO, Sql.at(now), Sql.at(now), step.draftId(), step.step());
    }

    /** Plans the step; planning it again changes nothing. */
    public void plan(long draftId, String step) {
        Instant now = clock.instant();
        jdbc.update(ADD, connection, draftId, step, Sql.at(now), Sql.at(now));
    }

    /** Steps to be tried now. */
    public List<Delivery> due(int limit) {
        return jdbc.query(DUE, DeliveryTable::row, connection, Sql.at(clock.instant()), limit);
    }

    public List<Delivery> inState(State state) {
        return jdbc.query(IN_STATE, DeliveryTable::row, connection, state.code());
    }

    public Optional<Delivery> find(long draftId, String step) {
        return ofDraft(draftId).stream()
                .filter(delivery -> delivery.step().equals(step))
                .findFirst();
    }

    public List<Delivery> ofDraft(long draftId) {
        return jdbc.query(OF_DRAFT, DeliveryTable::row, draftId);
    }

    /** Keeps what is sent of a file. */
    public void file(Step step, String fileName, long bytes) {
        jdbc.update(FILE, Sql.cut(fileName, 300), bytes, step.draftId(), step.step());
    }

    /** Files that go with the draft's invoice. */
    public List<SentFile> files(long draftId) {
        return jdbc.query(
                FILES,
                (rows, n) -> new SentFile(
                        rows.getString("step"),
                        State.of(rows.getString("state")),
                        rows.getString("message"),
                        Sql.instant(rows, "changed_at"),
                        rows.getString("file_name"),
                        Sql.longOrNull(rows, "file_size")),
                draftId);
    }

    /** Moves the step on; false when it no longer stands as {@code delivery} says. A move to sending counts as an attempt. */
    public boolean move(Delivery delivery, State to, Instant nextAttempt, @Nullable String message) {
        return jdbc.update(
                        MOVE,
                        to.code(),
                        Sql.cut(message, 4000),
                        Sql.at(nextAttempt),
                        to == State.SENDING ? 1 : 0,
                        Sql.at(clock.instant()),
                        delivery.draftId(),
                        delivery.step(),
                        delivery.state().code())
                == 1;
    }

    private static Delivery row(ResultSet rows, int n) throws SQLException {
        return new Delivery(
                rows.getLong("draft_id"),
                rows.getString("step"),
                State.of(rows.getString("state")),
                rows.getInt("attempts"),
                Sql.instant(rows, "next_attempt_at"),
                rows.getString("message"),
                Sql.instant(rows, "changed_at"));
    }
}
