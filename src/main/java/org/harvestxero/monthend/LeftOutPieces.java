package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.harvestxero.monthend.LeftOut.Why;

/** Gathers what is not in a journal, by reason. */
public final class LeftOutPieces {
    private final LeftOutEntries entries = new LeftOutEntries();
    private BigDecimal amount = BigDecimal.ZERO;

    /**
     * @param words why, as a sentence without its entries
     * @param remedy what to do
     */
    public void add(JournalPiece piece, Why why, String words, String remedy) {
        amount = amount.add(piece.amount().exact());
        entries.add(
                new CostEntry(
                        piece.source().id(),
                        Instant.EPOCH,
                        piece.source().day(),
                        piece.work(),
                        new CostEntry.Effort(piece.amount().hours(), null),
                        new CostEntry.Standing(true, false)),
                why,
                words,
                remedy);
    }

    public List<LeftOut> leftOut() {
        return entries.leftOut();
    }

    /** Exact sum of what they would have come to. */
    public BigDecimal amount() {
        return amount;
    }
}
