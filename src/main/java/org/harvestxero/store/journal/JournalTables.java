package org.harvestxero.store.journal;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables about journals of one connection. */
public record JournalTables(
        JournalTable journals, JournalLineTable lines, JournalSourceTable sources, JournalPieceTable pieces) {
    public static JournalTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new JournalTables(
                new JournalTable(connection, jdbc, clock),
                new JournalLineTable(connection, jdbc),
                new JournalSourceTable(connection, jdbc),
                new JournalPieceTable(connection, jdbc));
    }

    /** Forgets a journal that was refused, with all that hangs on it. Call it in a transaction. */
    public void drop(long journal) {
        lines.drop(journal);
        sources.drop(journal);
        pieces.drop(journal);
        journals.drop(journal);
    }
}
