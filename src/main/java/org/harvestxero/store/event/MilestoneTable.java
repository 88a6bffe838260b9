package org.harvestxero.store.event;

import java.util.HashSet;
import java.util.Set;
import org.harvestxero.event.Subject;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code milestone_told}: which milestones of payment were told of and still are reached. */
public final class MilestoneTable {
    private static final String OF =
            "select percent from milestone_told where connection = ? and type = ? and id = ? and currency = ?";
    private static final String ADD = """
            insert into milestone_told (connection, type, id, currency, percent) values (?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String END =
            "delete from milestone_told where connection = ? and type = ? and id = ? and currency = ? and percent > ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public MilestoneTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What milestones are of: money of one currency. */
    public record Of(Subject.Type type, long id, String currency) {}

    /** The percentages that were told of. */
    public Set<Integer> told(Of of) {
        return new HashSet<>(
                jdbc.queryForList(OF, Integer.class, connection, of.type().code(), of.id(), of.currency()));
    }

    /** It was told of; false when it was before. */
    public boolean tell(Of of, int percent) {
        return jdbc.update(ADD, connection, of.type().code(), of.id(), of.currency(), percent) == 1;
    }

    /** No more is paid than so many percent: what lies above is told of again once it is reached. */
    public void fallTo(Of of, int percent) {
        jdbc.update(END, connection, of.type().code(), of.id(), of.currency(), percent);
    }
}
