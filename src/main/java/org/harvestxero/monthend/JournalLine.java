package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * An amount on an account.
 *
 * @param amount above zero to debit, below to credit; in whole cents
 */
public record JournalLine(Coding coding, BigDecimal amount) {
    public boolean isDebit() {
        return amount.signum() > 0;
    }

    /** Sum of what is debited. */
    public static BigDecimal debits(Collection<JournalLine> lines) {
        return lines.stream()
                .filter(JournalLine::isDebit)
                .map(JournalLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
