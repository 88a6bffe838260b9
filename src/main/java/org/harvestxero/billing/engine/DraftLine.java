package org.harvestxero.billing.engine;

import java.util.List;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Coding;

/**
 * One line of a draft.
 *
 * @param kind what it charges for
 * @param description as the client reads it
 * @param price quantity and unit amount; Xero's product of them is exactly {@code amount}
 * @param amount before tax
 * @param coding what the agreement says about the books
 * @param rule the rule that made it; empty for a discount on the whole invoice
 * @param own the part of the amount that no entry or expense accounts for, such as a fee
 * @param words how the amount came about, where the sources don't tell
 * @param sources what it was made of; their amounts and {@code own} add up to {@code amount}
 */
public record DraftLine(
        LineKind kind,
        String description,
        LinePrice price,
        Money amount,
        Coding coding,
        String rule,
        Money own,
        String words,
        List<LineSource> sources) {
    public DraftLine {
        sources = List.copyOf(sources);
    }

    /** Whether its quantity counts days. */
    public boolean isByTheDay() {
        return !sources.isEmpty()
                && !price.equals(LinePrice.flat(amount))
                && sources.stream().allMatch(DraftLine::isByTheDay);
    }

    /** Its quantity as people read it: {@code 7.33}, or {@code 1.33 days}. */
    public String quantity() {
        return isByTheDay() ? Rate.days(price.quantity()) : price.quantity().toPlainString();
    }

    private static boolean isByTheDay(LineSource source) {
        Rate rate = source.rate();
        return rate != null && !rate.isHourly();
    }
}
