package org.harvestxero.store.profit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code profit_mail}: mails about budgets and months, each recorded before it is sent. */
public final class ProfitMailTable {
    private static final String ADD = """
            insert into profit_mail (connection, slot, of_month, state, addresses, subject, body, attempts, next_attempt_at, created_at)
            values (?, ?, ?, 'due', ?, ?, ?, 0, ?, ?) on conflict do nothing""";
    private static final String SELECT =
            "select id, slot, of_month, state, addresses, subject, body, attempts, note from profit_mail where connection = ?";
    private static final String DUE = SELECT + " and state = 'due' and next_attempt_at <= ? order by id";
    private static final String FIND = SELECT + " and slot = ?";
    private static final String TROUBLED = SELECT + " and state in ('failed', 'unclear') order by id";
    private static final String CLAIM = """
            update profit_mail set state = 'sending', attempts = attempts + 1, note = null where connection = ? and id = ?
            and state = 'due'""";
    private static final String SETTLE = """
            update profit_mail set state = ?, note = ?, next_attempt_at = ?, settled_at = ? where connection = ? and id = ?
            and state = 'sending'""";
    private static final String ABANDONED = """
            update profit_mail set state = 'unclear', note = ?, settled_at = ? where connection = ? and state = 'sending'""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ProfitMailTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a mail stands. */
    public enum State {
        DUE,
        /** Recorded before it is sent. */
        SENDING,
        SENT,
        /** Certainly not sent, and given up. */
        FAILED,
        /** It may have been sent; never again by itself. */
        UNCLEAR;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param month whose report goes along; null for none */
    public record Words(
            String addresses,
            String subject,
            String body,
            @Nullable YearMonth month) {}

    /** @param note why it stands where it stands; null when there is nothing to say */
    public record Mail(
            long id,
            String slot,
            State state,
            Words words,
            int attempts,
            @Nullable String note) {}

    /** Records one to be sent, unless there is one about the same; call it in the transaction that makes it due. */
    public void add(String slot, Words words) {
        YearMonth month = words.month();
        jdbc.update(
                ADD,
                connection,
                Sql.cut(slot, 200),
                month == null ? null : month.toString(),
                Sql.cut(words.addresses(), 4000),
                Sql.cut(words.subject(), 1000),
                Sql.cut(words.body(), 8000),
                Sql.at(clock.instant()),
                Sql.at(clock.instant()));
    }

    /** Those to be sent now. */
    public List<Mail> due() {
        return jdbc.query(DUE, ProfitMailTable::row, connection, Sql.at(clock.instant()));
    }

    public Optional<Mail> find(String slot) {
        return jdbc.query(FIND, ProfitMailTable::row, connection, slot).stream().findFirst();
    }

    /** Those that people may have to look after. */
    public List<Mail> troubled() {
        return jdbc.query(TROUBLED, ProfitMailTable::row, connection);
    }

    /** Records that it is about to be sent; false when it is not due any more. */
    public boolean claim(long id) {
        return jdbc.update(CLAIM, connection, id) == 1;
    }

    /** @param next when one that is due again is tried */
    public void settle(long id, State state, @Nullable String note, Instant next) {
        jdbc.update(
                SETTLE,
                state.code(),
                Sql.cut(note, 2000),
                Sql.at(next),
                state == State.DUE ? null : Sql.at(clock.instant()),
                connection,
                id);
    }

    /** What a stop left half sent may have been sent; tells how many. */
    public int settleAbandoned() {
        return jdbc.update(
                ABANDONED, "the program was stopped while it was being sent", Sql.at(clock.instant()), connection);
    }

    private static Mail row(ResultSet rows, int n) throws SQLException {
        String month = rows.getString("of_month");
        return new Mail(
                rows.getLong("id"),
                rows.getString("slot"),
                State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                new Words(
                        rows.getString("addresses"),
                        rows.getString("subject"),
                        rows.getString("body"),
                        month == null ? null : YearMonth.parse(month)),
                rows.getInt("attempts"),
                rows.getString("note"));
    }
}
