package org.harvestxero.store.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostJournal;
import org.harvestxero.monthend.Work;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code journal_source}: the time entries that a month was made of when a journal was made. */
public final class JournalSourceTable {
    private static final String ADD = """
            insert into journal_source (connection, journal_id, entry_id, spent_on, client, project, task, person, hours, rate, account,
            tracking) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_JOURNAL = """
            select entry_id, spent_on, client, project, task, person, hours, rate, account, tracking from journal_source
            where connection = ? and journal_id = ? order by account, tracking, spent_on, entry_id""";
    private static final String DROP = "delete from journal_source where connection = ? and journal_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    JournalSourceTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What was worked on, by name. */
    public record Subject(String client, String project, String task, String person) {}

    /** @param rate cost of an hour */
    public record Entry(long id, LocalDate day, Subject subject, BigDecimal hours, BigDecimal rate, Coding coding) {}

    /** Call it in the transaction that adds the journal. */
    public void add(long journal, List<CostJournal.Source> sources) {
        jdbc.batchUpdate(
                ADD,
                sources.stream()
                        .map(source -> {
                            Work work = source.entry().work();
                            return new Object[] {
                                connection,
                                journal,
                                source.entry().id(),
                                source.entry().day(),
                                Sql.cut(work.client().name(), 500),
                                Sql.cut(work.project().name(), 500),
                                Sql.cut(work.task().name(), 500),
                                Sql.cut(work.person().name().name(), 500),
                                source.entry().hours(),
                                source.entry().effort().rate(),
                                source.coding().account(),
                                JournalLineTable.text(source.coding())
                            };
                        })
                        .toList());
    }

    /** By account, tracking, day and id. */
    public List<Entry> of(long journal) {
        return jdbc.query(
                OF_JOURNAL,
                (rows, n) -> new Entry(
                        rows.getLong("entry_id"),
                        rows.getObject("spent_on", LocalDate.class),
                        new Subject(
                                rows.getString("client"),
                                rows.getString("project"),
                                rows.getString("task"),
                                rows.getString("person")),
                        rows.getBigDecimal("hours"),
                        rows.getBigDecimal("rate"),
                        JournalLineTable.coding(rows.getString("account"), rows.getString("tracking"))),
                connection,
                journal);
    }

    /** Forgets those of a journal that was refused. */
    public void drop(long journal) {
        jdbc.update(DROP, connection, journal);
    }
}
