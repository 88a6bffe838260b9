package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code agreement_text}: files of agreements as they were saved, word for word; append only. */
public final class AgreementTextTable {
    private static final String ADD = """
            insert into agreement_text (connection, file, content, sign, actor, reason, saved_at) values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT =
            "select id, file, content, sign, actor, reason, saved_at from agreement_text where connection = ? and file = ?";
    private static final String OF_FILE = SELECT + " and id < ? order by id desc limit ?";
    private static final String FIND = SELECT + " and id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AgreementTextTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A file as it was.
     *
     * @param sign SHA-256 of the content
     * @param reason empty where it was found so
     */
    public record Text(long id, String file, String content, String sign, String actor, String reason, Instant at) {}

    public void add(String file, String content, String sign, String actor, String reason) {
        jdbc.update(
                ADD,
                connection,
                file,
                content,
                sign,
                Sql.cut(actor, 200),
                Sql.cut(reason, 2000),
                Sql.at(clock.instant()));
    }

    /** Those before the one with the id, the latest first. */
    public List<Text> ofFile(String file, long before, int most) {
        return jdbc.query(OF_FILE, AgreementTextTable::row, connection, file, before, most);
    }

    public Optional<Text> find(String file, long id) {
        return jdbc.query(FIND, AgreementTextTable::row, connection, file, id).stream()
                .findFirst();
    }

    private static Text row(ResultSet rows, int n) throws SQLException {
        return new Text(
                rows.getLong("id"),
                rows.getString("file"),
                rows.getString("content"),
                rows.getString("sign"),
                rows.getString("actor"),
                rows.getString("reason"),
                Sql.instant(rows, "saved_at"));
    }
}
