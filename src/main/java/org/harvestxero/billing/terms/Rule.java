package org.harvestxero.billing.terms;

import org.harvestxero.billing.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One service of an agreement: which work it takes and on what terms. Work goes to the first rule that matches it.
 *
 * @param name unique within the agreement; balances are kept under it
 * @param match which work it takes
 * @param terms what that work costs
 * @param rates prices of its own, before the agreement's and Harvest's
 * @param rounding its own; null for the agreement's
 * @param coding its own, before the agreement's
 * @param invoice label of a separate invoice; null for the main one
 */
public record Rule(
        String name,
        Match match,
        Terms terms,
        RateCard rates,
        @Nullable Rounding rounding,
        Coding coding,
        @Nullable String invoice) {
    /**
     * Whether it takes such work: what it matches, but for work of a project that Harvest keeps at a fixed fee. By the hour, or out of a
     * plan, that is billed only where the rule names the project.
     */
    public boolean takes(Origin origin) {
        return match.matches(origin)
                && (!origin.project().fixedFee()
                        || terms instanceof FixedFee
                        || terms instanceof NoCharge
                        || match.projects().stream().anyMatch(origin.project()::isCalled));
    }

    /** By the hour or day without a minimum; else nothing is charged, with the reason. */
    Rule forSingleWork() {
        Terms single = terms instanceof Hourly ? Hourly.plain() : new NoCharge(periodOnly(), false);
        return new Rule(name, match, single, rates, rounding, coding, invoice);
    }

    private String periodOnly() {
        String how = terms instanceof Retainer
                ? "the plan \"" + name + "\" takes it"
                : terms instanceof FixedFee
                        ? "the fixed fee \"" + name + "\" covers it"
                        : "\"" + name + "\" gives it away";
        return how + ", so only the bill of its period can count it";
    }

    public static Rule of(String name, Match match, Terms terms) {
        return new Rule(name, match, terms, RateCard.empty(), null, Coding.open(), null);
    }

    public Rule with(RateCard card) {
        return new Rule(name, match, terms, card, rounding, coding, invoice);
    }

    public Rule with(Rounding own) {
        return new Rule(name, match, terms, rates, own, coding, invoice);
    }

    public Rule with(Coding own) {
        return new Rule(name, match, terms, rates, rounding, own, invoice);
    }

    public Rule onInvoice(String label) {
        return new Rule(name, match, terms, rates, rounding, coding, label);
    }
}
