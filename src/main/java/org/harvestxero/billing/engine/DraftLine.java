package org.harvestxero.billing.engine;

import java.util.List;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Coding;
import org.jspecify.annotations.Nullable;

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
 * @param project what a line without work is booked under; null for none, and where its work tells
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
        List<LineSource> sources,
        @Nullable Project project) {
    public DraftLine {
        sources = List.copyOf(sources);
    }

    public DraftLine(
            LineKind kind,
            String description,
            LinePrice price,
            Money amount,
            Coding coding,
            String rule,
            Money own,
            String words,
            List<LineSource> sources) {
        this(kind, description, price, amount, coding, rule, own, words, sources, null);
    }

    /** The projects it is booked under: those of its work, or the one it names. */
    public List<Project> projects() {
        return project != null
                ? List.of(project)
                : sources.stream()
                        .map(part -> part.source().origin().project())
                        .distinct()
                        .toList();
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
