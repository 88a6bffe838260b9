package org.harvestxero.store.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code journal_line}: what each journal debits and credits. */
public final class JournalLineTable {
    private static final String ADD = """
            insert into journal_line (connection, journal_id, line_no, account, tracking, amount) values (?, ?, ?, ?, ?, ?)""";
    private static final String OF_JOURNAL =
            "select account, tracking, amount from journal_line where connection = ? and journal_id = ? order by line_no";
    private static final String DROP = "delete from journal_line where connection = ? and journal_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    JournalLineTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Call it in the transaction that adds the journal. */
    public void add(long journal, List<JournalLine> lines) {
        List<Object[]> rows = new ArrayList<>();
        for (JournalLine line : lines) {
            rows.add(new Object[] {
                connection, journal, rows.size() + 1, line.coding().account(), text(line.coding()), line.amount()
            });
        }
        jdbc.batchUpdate(ADD, rows);
    }

    public List<JournalLine> of(long journal) {
        return jdbc.query(
                OF_JOURNAL,
                (rows, n) -> new JournalLine(
                        coding(rows.getString("account"), rows.getString("tracking")), Sql.amount(rows, "amount")),
                connection,
                journal);
    }

    /** Forgets those of a journal that was refused. */
    public void drop(long journal) {
        jdbc.update(DROP, connection, journal);
    }

    static String text(Coding coding) {
        return coding.tracking().stream()
                .map(option -> option.category() + "\n" + option.name())
                .collect(Collectors.joining("\n"));
    }

    static Coding coding(String account, String tracking) {
        List<Coding.Option> options = new ArrayList<>();
        String[] parts = tracking.isEmpty() ? new String[0] : tracking.split("\n", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            options.add(new Coding.Option(parts[i], parts[i + 1]));
        }
        return new Coding(account, options);
    }
}
