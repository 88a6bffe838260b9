package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A journal as it is to stand in the books.
 *
 * @param narration begins with our mark
 * @param text of each line
 * @param lines their sum is zero
 */
public record JournalDocument(String narration, LocalDate date, String text, Manner manner, List<JournalLine> lines) {
    public JournalDocument {
        lines = List.copyOf(lines);
        BigDecimal sum = lines.stream().map(JournalLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() != 0) {
            throw new IllegalArgumentException("The lines of a journal are out by " + sum.toPlainString());
        }
    }

    /**
     * @param posted whether it counts at once
     * @param cashBasis whether it shows on reports on cash basis
     */
    public record Manner(boolean posted, boolean cashBasis) {}

    /** Sum of what is debited. */
    public BigDecimal total() {
        return JournalLine.debits(lines);
    }
}
