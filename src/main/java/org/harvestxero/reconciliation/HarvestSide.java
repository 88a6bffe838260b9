package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Harvest shows it.
 *
 * @param state Harvest's word: {@code draft}, {@code open}, {@code paid} or {@code closed}
 * @param due what is left to pay; of a written-off invoice what was written off, where Harvest keeps it
 * @param closedOn the day it was written off; null where Harvest doesn't say
 */
public record HarvestSide(
        long id,
        Head head,
        String state,
        BigDecimal total,
        BigDecimal due,
        @Nullable LocalDate closedOn) {
    private static final String CLOSED = "closed";
    private static final String DRAFT = "draft";

    /** Whether it was written off. */
    public boolean isClosed() {
        return CLOSED.equals(state);
    }

    public boolean isDraft() {
        return DRAFT.equals(state);
    }

    /** As Harvest's own amounts tell them. */
    Figures figures() {
        BigDecimal paid = total.subtract(due);
        return new Figures(total, paid, isClosed() ? due : BigDecimal.ZERO);
    }

    /** With another figure of what was paid: the rest of a written-off invoice is what was written off. */
    Figures figures(BigDecimal paid) {
        return new Figures(total, paid, isClosed() ? total.subtract(paid) : BigDecimal.ZERO);
    }
}
