package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.monthend.CodingRefusal;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.store.journal.JournalTables;

/**
 * What all versions of a month's journal of one kind together should be.
 *
 * @param day on which it belongs, where the books are open
 * @param figures for the record
 */
record WantedJournal(
        JournalKind kind,
        LocalDate day,
        JournalDocument.Manner manner,
        List<JournalLine> lines,
        Figures figures,
        Sources sources) {

    /**
     * @param hours of the whole month
     * @param leftOut for the narration
     * @param closed why the account that has one line for all can't be booked; empty when it can
     */
    record Figures(BigDecimal hours, List<LeftOut> leftOut, Optional<CodingRefusal> closed) {}

    /** Keeps what it was made of. */
    interface Sources {
        void keep(JournalTables tables, long journal);
    }

    /** As Xero words how it is made. */
    String status() {
        return manner.posted() ? "POSTED" : "DRAFT";
    }
}
