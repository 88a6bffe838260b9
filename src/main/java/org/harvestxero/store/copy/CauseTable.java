package org.harvestxero.store.copy;

import java.time.Instant;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code cause}: what several failed copies share, in words. */
public final class CauseTable {
    private static final String FIND = "select id from cause where connection = ? and code = ? and subject = ?";
    private static final String ADD = """
            insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String REWORD = "update cause set sentence = ?, remedy = ? where id = ?";

    /** Characters of a sentence or remedy. */
    static final int WORDS = 2000;

    private final String connection;
    private final JdbcTemplate jdbc;
    private final CommittedWork committedWork;

    public CauseTable(String connection, JdbcTemplate jdbc, CommittedWork committedWork) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.committedWork = committedWork;
    }

    /**
     * Why one document failed.
     *
     * @param cause what it shares with others
     * @param sentence what is wrong with this document, with its own amounts, files and days
     * @param remedy what to do about this document
     */
    public record Reason(long cause, String sentence, String remedy) {}

    /** Why the document failed; its cause is made if it is the first of its kind. */
    public Reason reason(Problem problem, Instant now) {
        String subject = Sql.cut(problem.subject(), 500);
        String sentence = Sql.cut(problem.sentence(), WORDS);
        String remedy = Sql.cut(problem.remedy(), WORDS);
        String code = problem.code().name();
        FailureCode.RetryTrigger heals = problem.code().heals();
        jdbc.update(ADD, connection, code, subject, sentence, remedy, heals.name(), Sql.at(now));
        Long id = jdbc.queryForObject(FIND, Long.class, connection, code, subject);
        if (id == null) {
            throw new IllegalStateException("Cause " + code + " of " + connection + " was not stored");
        }
        jdbc.update(REWORD, sentence, remedy, id);
        committedWork.countFailure();
        return new Reason(id, problem.sentence(), problem.remedy());
    }
}
