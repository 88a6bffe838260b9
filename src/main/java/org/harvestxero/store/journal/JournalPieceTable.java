package org.harvestxero.store.journal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.JournalPiece.Foreign;
import org.harvestxero.monthend.PieceJournal.Placed;
import org.harvestxero.monthend.Work;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code journal_piece}: what a journal of accruals was made of. */
public final class JournalPieceTable {
    private static final String ADD = """
            insert into journal_piece (connection, journal_id, piece_no, kind, source_id, spent_on, client, project, task, person, hours,
            amount, other_amount, other_currency, rate, rate_source, words, account, tracking)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_JOURNAL = """
            select kind, source_id, spent_on, client, project, task, person, hours, amount, other_amount, other_currency, rate,
            rate_source, words, account, tracking from journal_piece
            where connection = ? and journal_id = ? order by account, tracking, piece_no""";
    private static final String DROP = "delete from journal_piece where connection = ? and journal_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    JournalPieceTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Call it in the transaction that adds the journal. */
    public void add(long journal, List<Placed> placed) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Placed each : placed) {
            rows.add(row(journal, rows.size() + 1, each));
        }
        jdbc.batchUpdate(ADD, rows);
    }

    private @Nullable Object[] row(long journal, int number, Placed placed) {
        JournalPiece piece = placed.piece();
        Work work = piece.work();
        Foreign other = piece.amount().other();
        return new @Nullable Object[] {
            connection,
            journal,
            number,
            piece.source().kind().word(),
            piece.source().id(),
            piece.source().day(),
            Sql.cut(work.client().name(), 500),
            Sql.cut(work.project().name(), 500),
            Sql.cut(work.task().name(), 500),
            Sql.cut(work.person().name().name(), 500),
            piece.amount().hours(),
            piece.amount().exact(),
            other == null ? null : other.amount(),
            other == null ? null : other.currency(),
            other == null ? null : other.rate(),
            other == null ? null : Sql.cut(other.source(), 500),
            Sql.cut(piece.words(), 2000),
            placed.coding().account(),
            JournalLineTable.text(placed.coding())
        };
    }

    /** By account and tracking, as they were added; ids of what they are for are not kept. */
    public List<Placed> of(long journal) {
        return jdbc.query(OF_JOURNAL, JournalPieceTable::placed, connection, journal);
    }

    private static Placed placed(ResultSet rows, int n) throws SQLException {
        BigDecimal other = rows.getBigDecimal("other_amount");
        return new Placed(
                new JournalPiece(
                        new JournalPiece.Source(
                                JournalPiece.Kind.called(rows.getString("kind")),
                                rows.getLong("source_id"),
                                rows.getObject("spent_on", LocalDate.class)),
                        new Work(
                                new Work.Person(named(rows, "person"), false, List.of()),
                                named(rows, "client"),
                                named(rows, "project"),
                                named(rows, "task")),
                        new JournalPiece.Amount(
                                rows.getBigDecimal("amount"),
                                rows.getBigDecimal("hours"),
                                other == null
                                        ? null
                                        : new Foreign(
                                                other,
                                                rows.getString("other_currency"),
                                                rows.getBigDecimal("rate"),
                                                rows.getString("rate_source"))),
                        rows.getString("words")),
                JournalLineTable.coding(rows.getString("account"), rows.getString("tracking")));
    }

    private static Named named(ResultSet rows, String column) throws SQLException {
        return new Named(0, rows.getString(column));
    }

    /** Forgets those of a journal that was refused. */
    public void drop(long journal) {
        jdbc.update(DROP, connection, journal);
    }
}
