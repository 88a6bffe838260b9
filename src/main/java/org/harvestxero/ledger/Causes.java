package org.harvestxero.ledger;

import java.time.Instant;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code cause}: what several failed copies share, in words. */
public final class Causes {
    private static final String FIND = "select id from cause where connection = ? and code = ? and subject = ?";
    private static final String ADD = """
            insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String REWORD = "update cause set sentence = ?, remedy = ? where id = ?";

    private final JdbcTemplate jdbc;

    Causes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of the cause; made if it is the first of its kind, with today's wording. */
    public long idOf(String connection, Problem problem, Instant now) {
        String subject = Sql.cut(problem.subject(), 500);
        String sentence = Sql.cut(problem.sentence(), 2000);
        String remedy = Sql.cut(problem.remedy(), 2000);
        String code = problem.code().name();
        CauseCode.Heals heals = problem.code().heals();
        jdbc.update(ADD, connection, code, subject, sentence, remedy, heals.name(), Sql.at(now));
        Long id = jdbc.queryForObject(FIND, Long.class, connection, code, subject);
        if (id == null) {
            throw new IllegalStateException("Cause " + code + " of " + connection + " was not stored");
        }
        jdbc.update(REWORD, sentence, remedy, id);
        return id;
    }
}
