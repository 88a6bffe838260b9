package org.harvestxero.store.overdue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Table {@code overdue_mail}: mails about overdue invoices, each recorded before it is sent; one for a recipient and day. */
public final class OverdueMailTable {
    private static final String ADD = """
            insert into overdue_mail (connection, audience, recipient, sent_day, state, through, addresses, subject, invoices, attempts,
            next_attempt_at, created_at) values (?, ?, ?, ?, 'sending', ?, ?, ?, ?, 1, ?, ?) on conflict do nothing""";
    private static final String AGAIN = """
            update overdue_mail set state = 'sending', through = ?, addresses = ?, subject = ?, invoices = ?, attempts = attempts + 1,
            note = null, settled_at = null where id = ? and connection = ? and state = 'not-sent'""";
    private static final String SETTLE = """
            update overdue_mail set state = ?, note = ?, settled_at = ?, next_attempt_at = ? where connection = ? and id = ?
            and state = 'sending'""";
    private static final String DECIDE = """
            update overdue_mail set state = ?, note = ?, settled_at = ?, attempts = 0, next_attempt_at = ? where connection = ?
            and id = ? and state in ('failed', 'unclear', 'not-sent')""";
    private static final String ABANDONED = """
            update overdue_mail set state = 'unclear', note = ?, settled_at = ? where connection = ? and state = 'sending'""";
    private static final String LAPSE = """
            update overdue_mail set state = 'discarded', note = ?, settled_at = ? where connection = ? and state = 'not-sent'
            and sent_day < ?""";
    private static final String SELECT = """
            select id, audience, recipient, sent_day, state, through, addresses, subject, invoices, attempts, next_attempt_at, note,
            created_at, settled_at from overdue_mail where connection = ?""";
    private static final String OF_DAY = SELECT + " and audience = ? and recipient = ? and sent_day = ?";
    private static final String LATER = """
            select 1 from overdue_mail where connection = ? and audience = ? and recipient = ? and sent_day > ?
            and state in ('sending', 'sent', 'unclear') limit 1""";
    private static final String FIND = SELECT + " and id = ?";
    private static final String TROUBLED = SELECT + " and state in ('failed', 'unclear', 'not-sent') order by id";
    private static final String LATEST = SELECT + " order by id desc fetch first %d rows only";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OverdueMailTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a mail stands. */
    public enum State {
        /** Recorded before it is sent. */
        SENDING,
        SENT,
        /** Certainly not sent; tried again. */
        NOT_SENT,
        /** Certainly not sent, and given up until a person wants it. */
        FAILED,
        /** It may have been sent; never again by itself. */
        UNCLEAR,
        /** A person takes it for sent, or does not want it. */
        DISCARDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** @param audience client, manager or owner @param recipient the client's key, or addresses @param day the recipient's own */
    public record Slot(String audience, String recipient, LocalDate day) {}

    /** @param through mail or xero @param invoices their numbers */
    public record Content(String through, String addresses, String subject, String invoices) {}

    /** @param note why it stands where it stands; null when there is nothing to say */
    public record Mail(
            long id,
            Slot slot,
            State state,
            Content content,
            Attempts attempts,
            @Nullable String note) {}

    /** @param settled when it came to stand where it stands; null while it is sent */
    public record Attempts(
            int made, Instant next, Instant first, @Nullable Instant settled) {}

    /** What was recorded for the recipient on that day. */
    public Optional<Mail> find(Slot slot) {
        return jdbc.query(OF_DAY, OverdueMailTable::row, connection, slot.audience(), key(slot), slot.day()).stream()
                .findFirst();
    }

    /** Whether one went to the recipient, or may have gone, on a later day of theirs: the clock was put back since. */
    public boolean wentLater(Slot slot) {
        return !jdbc.queryForList(LATER, Integer.class, connection, slot.audience(), key(slot), slot.day())
                .isEmpty();
    }

    public Optional<Mail> find(long id) {
        return jdbc.query(FIND, OverdueMailTable::row, connection, id).stream().findFirst();
    }

    /** Those a person may have to decide about, and those that are tried again. */
    public List<Mail> troubled() {
        return jdbc.query(TROUBLED, OverdueMailTable::row, connection);
    }

    /** The latest first. */
    public List<Mail> latest(int most) {
        return jdbc.query(LATEST.formatted(most), OverdueMailTable::row, connection);
    }

    /** Records that the mail is about to be sent; empty when one went to the recipient on that day, or is being sent. */
    public OptionalLong claim(Slot slot, Content content) {
        Optional<Mail> before = find(slot);
        if (before.isPresent()) {
            long id = before.get().id();
            int claimed = jdbc.update(
                    AGAIN,
                    content.through(),
                    Sql.cut(content.addresses(), 4000),
                    Sql.cut(content.subject(), 1000),
                    Sql.cut(content.invoices(), 4000),
                    id,
                    connection);
            return claimed == 1 ? OptionalLong.of(id) : OptionalLong.empty();
        }
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        int added =
                jdbc.update(session -> add(session.prepareStatement(ADD, new String[] {"id"}), slot, content), keys);
        return added == 1
                ? OptionalLong.of(Objects.requireNonNull(keys.getKey()).longValue())
                : OptionalLong.empty();
    }

    private PreparedStatement add(PreparedStatement statement, Slot slot, Content content) throws SQLException {
        int at = 1;
        statement.setString(at++, connection);
        statement.setString(at++, slot.audience());
        statement.setString(at++, key(slot));
        statement.setObject(at++, slot.day());
        statement.setString(at++, content.through());
        statement.setString(at++, Sql.cut(content.addresses(), 4000));
        statement.setString(at++, Sql.cut(content.subject(), 1000));
        statement.setString(at++, Sql.cut(content.invoices(), 4000));
        statement.setObject(at++, Sql.at(clock.instant()));
        statement.setObject(at, Sql.at(clock.instant()));
        return statement;
    }

    private static @Nullable String key(Slot slot) {
        return Sql.cut(slot.recipient(), 700);
    }

    /** What became of a mail that was being sent. @param next when it is tried again, if at all */
    public void settle(long id, State state, @Nullable String note, Instant next) {
        jdbc.update(SETTLE, state.code(), Sql.cut(note, 2000), Sql.at(clock.instant()), Sql.at(next), connection, id);
    }

    /** What a person decides of a mail that was not sent, or may have been; false when there is nothing to decide. */
    public boolean decide(long id, State state, String note) {
        return jdbc.update(
                        DECIDE,
                        state.code(),
                        Sql.cut(note, 2000),
                        Sql.at(clock.instant()),
                        Sql.at(clock.instant()),
                        connection,
                        id)
                == 1;
    }

    /** Mails a crash left half sent may have been sent; returns how many there were. */
    public int settleAbandoned() {
        return jdbc.update(ABANDONED, "the process stopped while it was sent", Sql.at(clock.instant()), connection);
    }

    /** Mails of earlier days that were not sent are of no use any more: what they asked for is asked for by those of later days. */
    public int lapse(LocalDate before) {
        return jdbc.update(
                LAPSE,
                "what of it is still open is asked for by mails of later days",
                Sql.at(clock.instant()),
                connection,
                before);
    }

    private static Mail row(ResultSet rows, int n) throws SQLException {
        return new Mail(
                rows.getLong("id"),
                new Slot(
                        rows.getString("audience"),
                        rows.getString("recipient"),
                        rows.getObject("sent_day", LocalDate.class)),
                State.of(rows.getString("state")),
                new Content(
                        rows.getString("through"),
                        rows.getString("addresses"),
                        rows.getString("subject"),
                        rows.getString("invoices")),
                new Attempts(
                        rows.getInt("attempts"),
                        Sql.instant(rows, "next_attempt_at"),
                        Sql.instant(rows, "created_at"),
                        Sql.instantOrNull(rows, "settled_at")),
                rows.getString("note"));
    }
}
