package org.harvestxero.monthend;

import java.math.BigDecimal;

/**
 * An amount on an account.
 *
 * @param amount above zero to debit, below to credit; in whole cents
 */
public record JournalLine(Coding coding, BigDecimal amount) {
    public boolean isDebit() {
        return amount.signum() > 0;
    }
}
