package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One document, as the three sides know it.
 *
 * @param harvest null when Harvest doesn't show it
 * @param xero null when Xero doesn't show it
 * @param tie how Xero's document is known to be the copy
 * @param moved whether one side changed while both were read
 */
public record Twins(
        @Nullable HarvestSide harvest,
        LedgerSide ledger,
        @Nullable XeroSide xero,
        Tie tie,
        boolean moved) {
    /** How a document in Xero belongs to one in Harvest. */
    public enum Tie {
        /** We know it as the copy; also where Xero shows none. */
        LINKED,
        /** It carries our mark, but is not known as the copy. */
        MARKED,
        /** It carries the mark of an invoice that has another copy. */
        TWICE,
        /** It is the copy, but dated so that on the day that is looked at one side alone had it. */
        DATED,
        NONE
    }

    /** Harvest's money; nothing where it doesn't show the document. */
    public Figures harvestFigures() {
        HarvestSide shown = harvest;
        if (shown == null) {
            return Figures.ZERO;
        }
        if (isCreditNote()) {
            return new Figures(shown.total(), BigDecimal.ZERO, BigDecimal.ZERO);
        }
        LedgerSide.Read read = ledger.read();
        boolean hidden = shown.isClosed() && shown.due().signum() == 0 && read != null && read.paymentsRead();
        return hidden ? shown.figures(PaidRules.known(ledger)) : shown.figures();
    }

    /** Xero's money; nothing where the document doesn't stand there. */
    public Figures xeroFigures() {
        if (xero == null || !xero.stands()) {
            return Figures.ZERO;
        }
        return isCreditNote() ? new Figures(xero.figures().total(), BigDecimal.ZERO, BigDecimal.ZERO) : xero.figures();
    }

    /** What was given back of a credit, or set off with it, shows on other documents. */
    boolean isCreditNote() {
        return xero != null && xero.creditNote();
    }

    boolean standsInXero() {
        return xero != null && xero.stands();
    }

    /** Harvest's currency. */
    public String harvestCurrency() {
        return harvest == null ? "" : harvest.head().currency();
    }

    public String xeroCurrency() {
        return xero == null ? "" : xero.head().currency();
    }

    /** Whether both stand, in one currency, so that amounts can be held against each other. */
    boolean isComparable() {
        return harvest != null && standsInXero() && harvestCurrency().equals(xeroCurrency());
    }
}
