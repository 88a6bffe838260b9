package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Counted;
import org.jspecify.annotations.Nullable;

/**
 * What one comparison of the sides found. Only lists read to their end come into it.
 *
 * @param currencies the sides' sums
 * @param reasons what each reason accounts for; within a currency and a measure of money they add up to the sides' difference
 * @param differences of each reason no more than {@link Tally#KEPT}
 * @param leftOut how many more there are
 */
public record Reconciliation(
        Scope scope,
        List<CurrencySum> currencies,
        List<ReasonSum> reasons,
        List<Told> differences,
        long leftOut,
        Beside beside) {
    public Reconciliation {
        currencies = List.copyOf(currencies);
        reasons = List.copyOf(reasons);
        differences = List.copyOf(differences);
    }

    /**
     * What was looked at.
     *
     * @param asOf the day that was looked at; null for how it stands now
     * @param client the only one; null for all
     * @param from documents of Xero dated earlier were not looked for; null for none
     */
    public record Scope(
            Instant began,
            Instant ended,
            @Nullable LocalDate asOf,
            @Nullable String client,
            @Nullable LocalDate from) {}

    /** The documents and the money of each side, in one currency. */
    public record CurrencySum(String currency, long inHarvest, long inXero, Figures harvest, Figures xero) {
        public Figures difference() {
            return harvest.minus(xero);
        }
    }

    /**
     * What one reason accounts for.
     *
     * @param documents differences that have it
     * @param size their amounts added up without regard to the sign
     */
    public record ReasonSum(
            String currency, Measure measure, Reason reason, long documents, BigDecimal amount, BigDecimal size) {}

    /** @param since the first day it was seen */
    public record Told(Difference difference, LocalDate since) {}

    /**
     * What stands beside the two sides.
     *
     * @param bank payments in Xero, by currency: which of them the bank's statement confirms
     * @param work what is uninvoiced, by Harvest's report and by its entries; empty where it was not looked at
     * @param notes what people should know of it
     */
    public record Beside(List<BankSum> bank, List<WorkSum> work, List<String> notes) {
        public static final Beside NOTHING = new Beside(List.of(), List.of(), List.of());

        public Beside {
            bank = List.copyOf(bank);
            work = List.copyOf(work);
            notes = List.copyOf(notes);
        }
    }

    /** @param oldestOpen date of the oldest payment that is not reconciled; null without one */
    public record BankSum(
            String currency,
            long reconciled,
            BigDecimal reconciledAmount,
            long open,
            BigDecimal openAmount,
            @Nullable LocalDate oldestOpen) {}

    /**
     * @param reported by Harvest's report
     * @param nowhere of it, billed nowhere
     * @param here of it, on drafts and invoices of ours
     */
    public record WorkSum(
            String currency, BigDecimal reported, BigDecimal nowhere, BigDecimal here, BigDecimal difference) {}

    /** Whether no side differs from another in anything. */
    public boolean agrees() {
        return reasons.isEmpty();
    }

    /** How many differences have no reason. */
    public long unexplained() {
        return reasons.stream()
                .filter(sum -> sum.reason() == Reason.UNEXPLAINED)
                .mapToLong(ReasonSum::documents)
                .sum();
    }

    /** Their amounts by currency, added up without regard to the sign, so that nothing hides behind its opposite. */
    public Map<String, BigDecimal> unexplainedAmounts() {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        reasons.stream()
                .filter(sum -> sum.reason() == Reason.UNEXPLAINED && sum.size().signum() != 0)
                .forEach(sum -> amounts.merge(sum.currency(), sum.size(), BigDecimal::add));
        return amounts;
    }

    /** How many differences there are. */
    public long count() {
        return reasons.stream().mapToLong(ReasonSum::documents).sum();
    }

    /** The first sentence: whether all agree, and if not, how far that is explained. */
    public String sentence() {
        String day = scope.asOf() == null ? "" : " as of " + scope.asOf();
        String whose = scope.client() == null ? "" : " of " + scope.client();
        if (agrees()) {
            return "Harvest, Xero and what is kept here agree to the cent" + whose + day + ".";
        }
        long open = unexplained();
        return Counted.of(count(), "difference") + whose + day + "; "
                + (open == 0
                        ? (count() == 1 ? "it" : "each") + " has a reason, down to the cent."
                        : open + (open == 1 ? " has" : " have") + " no reason yet.");
    }
}
