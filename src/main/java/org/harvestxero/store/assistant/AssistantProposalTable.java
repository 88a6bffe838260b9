package org.harvestxero.store.assistant;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Table {@code assistant_proposal}: what assistants ask people to do, and what people said; none is ever deleted. */
public final class AssistantProposalTable {
    private static final String ADD = """
            insert into assistant_proposal (connection, assistant, kind, subject, needs, arguments, title, effect, reason, sign,
            state, made_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)""";
    private static final String SELECT = """
            select id, assistant, kind, subject, needs, arguments, title, effect, reason, sign, state, made_at, expires_at,
            decided_by, decided_at, outcome from assistant_proposal where connection = ?""";
    private static final String FIND = SELECT + " and id = ?";
    private static final String OPEN = SELECT + " and state = 'open' and id > ? order by id limit ?";
    private static final String LATEST = SELECT + " and state <> 'open' and id < ? order by id desc limit ?";
    private static final String UNDER_WAY = SELECT + " and state = 'under-way' order by id limit ?";
    private static final String OPEN_OF = SELECT + " and state = 'open' and assistant = ? order by id limit ?";
    private static final String LATEST_OF = SELECT + " and state <> 'open' and assistant = ? order by id desc limit ?";
    private static final String MOVE = """
            update assistant_proposal set state = ?, decided_by = ?, decided_at = ?, outcome = ?
            where connection = ? and id = ? and state = ?""";
    private static final String SETTLE = MOVE + " and decided_at = ?";
    private static final String REOPEN = """
            update assistant_proposal set state = 'open', decided_by = null, decided_at = null, outcome = null
            where connection = ? and id = ? and state = ? and decided_at = ?""";
    private static final String LAPSE = """
            update assistant_proposal set state = 'lapsed', decided_at = ?, outcome = ?
            where connection = ? and state = 'open' and expires_at <= ?""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    AssistantProposalTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is proposed.
     *
     * @param subject what it touches, such as {@code D12}
     * @param needs what whoever confirms it must be allowed to
     * @param arguments what was asked for, as JSON
     */
    public record Asked(String assistant, String kind, String subject, String needs, String arguments) {}

    /** @param effect what would be done @param reason the assistant's own words @param sign of the effect and what it touches */
    public record Shown(String title, String effect, String reason, String sign) {}

    /** @param by null while nobody has decided, or where it lapsed @param outcome what came of it */
    public record Decided(
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String outcome) {}

    public record Row(
            long id, Asked asked, Shown shown, String state, Instant made, Instant expires, Decided decided) {}

    /** Its id. */
    public long add(Asked asked, Shown shown, Instant expires) {
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.update(session -> add(session.prepareStatement(ADD, new String[] {"id"}), asked, shown, expires), keys);
        return Objects.requireNonNull(keys.getKey()).longValue();
    }

    private PreparedStatement add(PreparedStatement statement, Asked asked, Shown shown, Instant expires)
            throws SQLException {
        int at = 1;
        statement.setString(at++, connection);
        statement.setString(at++, Sql.cut(asked.assistant(), 200));
        statement.setString(at++, asked.kind());
        statement.setString(at++, Sql.cut(asked.subject(), 300));
        statement.setString(at++, asked.needs());
        statement.setBytes(at++, Sql.bytes(asked.arguments()));
        statement.setString(at++, Sql.cut(shown.title(), 500));
        statement.setBytes(at++, Sql.bytes(shown.effect()));
        statement.setString(at++, Sql.cut(shown.reason(), 2000));
        statement.setString(at++, shown.sign());
        statement.setObject(at++, Sql.at(clock.instant()));
        statement.setObject(at, Sql.at(expires));
        return statement;
    }

    public Optional<Row> find(long id) {
        return jdbc.query(FIND, AssistantProposalTable::row, connection, id).stream()
                .findFirst();
    }

    /** Those that wait, the oldest first. @param after id of the last seen; 0 for the first page */
    public List<Row> open(long after, int most) {
        return jdbc.query(OPEN, AssistantProposalTable::row, connection, after, most);
    }

    /** Those that wait no more, the latest first. @param before id of the one they come after */
    public List<Row> latest(long before, int most) {
        return jdbc.query(LATEST, AssistantProposalTable::row, connection, before, most);
    }

    /** Those that were confirmed, and whose end is not known, the oldest first. */
    public List<Row> underWay(int most) {
        return jdbc.query(UNDER_WAY, AssistantProposalTable::row, connection, most);
    }

    /** Those of an assistant that wait, the oldest first. */
    public List<Row> openOf(String assistant, int most) {
        return jdbc.query(OPEN_OF, AssistantProposalTable::row, connection, assistant, most);
    }

    /** Those of an assistant that wait no more, the latest first. */
    public List<Row> latestOf(String assistant, int most) {
        return jdbc.query(LATEST_OF, AssistantProposalTable::row, connection, assistant, most);
    }

    /** Moves it from one state to another; false when it stands in another state by now. */
    public boolean move(long id, String from, String to, @Nullable String who, @Nullable String outcome) {
        return jdbc.update(
                        MOVE,
                        to,
                        Sql.cut(who, 200),
                        Sql.at(clock.instant()),
                        Sql.cut(outcome, 2000),
                        connection,
                        id,
                        from)
                == 1;
    }

    /** Moves one that was decided; false when it stands in another state by now, or was decided anew. @param seen when it was decided */
    public boolean settle(
            long id, String from, @Nullable Instant seen, String to, @Nullable String who, @Nullable String outcome) {
        return jdbc.update(
                        SETTLE,
                        to,
                        Sql.cut(who, 200),
                        Sql.at(clock.instant()),
                        Sql.cut(outcome, 2000),
                        connection,
                        id,
                        from,
                        Sql.at(seen))
                == 1;
    }

    /**
     * Lets it wait as if nobody had decided; false when it stands in another state by now, or was decided anew.
     *
     * @param seen when it was decided
     */
    public boolean reopen(long id, String from, @Nullable Instant seen) {
        return jdbc.update(REOPEN, connection, id, from, Sql.at(seen)) == 1;
    }

    /** Those whose time is over lapse; says how many. */
    public int lapse(String outcome) {
        Instant now = clock.instant();
        return jdbc.update(LAPSE, Sql.at(now), outcome, connection, Sql.at(now));
    }

    private static Row row(ResultSet rows, int n) throws SQLException {
        return new Row(
                rows.getLong("id"),
                new Asked(
                        Objects.requireNonNull(rows.getString("assistant")),
                        Objects.requireNonNull(rows.getString("kind")),
                        Objects.requireNonNull(rows.getString("subject")),
                        Objects.requireNonNull(rows.getString("needs")),
                        Sql.text(rows, "arguments")),
                new Shown(
                        Objects.requireNonNull(rows.getString("title")),
                        Sql.text(rows, "effect"),
                        Objects.requireNonNull(rows.getString("reason")),
                        Objects.requireNonNull(rows.getString("sign"))),
                Objects.requireNonNull(rows.getString("state")),
                Sql.instant(rows, "made_at"),
                Sql.instant(rows, "expires_at"),
                new Decided(
                        rows.getString("decided_by"),
                        Sql.instantOrNull(rows, "decided_at"),
                        rows.getString("outcome")));
    }
}
