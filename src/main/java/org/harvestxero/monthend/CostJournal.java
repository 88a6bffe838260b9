package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.monthend.LeftOut.Why;

/**
 * The labour cost of a month: each entry's rounded hours times its cost rate, debited by rule and credited to the clearing account.
 *
 * @param lines debits by account and tracking, then the credit; their sum is zero. None when nothing costs anything
 * @param sources the entries that are in it, by day and id
 * @param leftOut the others, by reason
 */
public record CostJournal(List<JournalLine> lines, List<Source> sources, List<LeftOut> leftOut) {
    public CostJournal {
        lines = List.copyOf(lines);
        sources = List.copyOf(sources);
        leftOut = List.copyOf(leftOut);
    }

    /** @param amount exact, not rounded */
    public record Source(CostEntry entry, Coding coding, BigDecimal amount) {}

    /**
     * @param entries in any order; of two with one id the later counts
     * @param refusal why nothing may be booked there, as a sentence and its remedy; empty when it may
     * @param digits of the company's currency
     */
    public static CostJournal of(
            YearMonth month,
            Collection<CostEntry> entries,
            CostRules rules,
            Function<Coding, Optional<CodingRefusal>> refusal,
            int digits) {
        Sorter sorter = new Sorter(month, rules, refusal);
        CostEntry.latest(entries).forEach(sorter::take);
        Map<Coding, BigDecimal> exact = new HashMap<>();
        sorter.sources.forEach(source -> exact.merge(source.coding(), source.amount(), BigDecimal::add));
        List<JournalLine> lines = new ArrayList<>();
        BigDecimal cost = BigDecimal.ZERO;
        for (Map.Entry<Coding, BigDecimal> share : Shares.rounded(exact, digits).entrySet()) {
            if (share.getValue().signum() != 0) {
                lines.add(new JournalLine(share.getKey(), share.getValue()));
                cost = cost.add(share.getValue());
            }
        }
        if (cost.signum() != 0) {
            lines.add(new JournalLine(rules.clearing(), cost.negate()));
        }
        return new CostJournal(lines, sorter.sources, sorter.others.leftOut());
    }

    /** What it costs. */
    public BigDecimal cost() {
        return JournalLine.debits(lines);
    }

    /** Hours of the entries that are in it. */
    public BigDecimal hours() {
        return sources.stream().map(source -> source.entry().hours()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Hours of those left out that Harvest counts in the month all the same. */
    public BigDecimal hoursLeftOut() {
        return leftOut.stream()
                .filter(each -> each.why() != Why.OTHER_MONTH)
                .map(LeftOut::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Puts each entry where it belongs. */
    private static final class Sorter {
        private final YearMonth month;
        private final CostRules rules;
        private final Function<Coding, Optional<CodingRefusal>> refusal;
        private final List<Source> sources = new ArrayList<>();
        private final LeftOutEntries others = new LeftOutEntries();

        Sorter(YearMonth month, CostRules rules, Function<Coding, Optional<CodingRefusal>> refusal) {
            this.month = month;
            this.rules = rules;
            this.refusal = refusal;
        }

        void take(CostEntry entry) {
            BigDecimal rate = entry.effort().rate();
            if (!YearMonth.from(entry.day()).equals(month)) {
                others.add(entry, Why.OTHER_MONTH, "dated in another month", "Run that month, too.");
            } else if (entry.hours().signum() < 0 || (rate != null && rate.signum() < 0)) {
                others.add(entry, Why.BELOW_ZERO, "hours or cost rate below zero", "Correct them in Harvest.");
            } else if (entry.standing().running()) {
                others.add(entry, Why.RUNNING, "the timer still runs", "Stop it in Harvest.");
            } else if (rules.approvedOnly() && !entry.standing().approved()) {
                others.add(
                        entry,
                        Why.NOT_APPROVED,
                        "not approved",
                        "Approve them in Harvest, or set entries: all in journals.yaml.");
            } else if (rate == null) {
                others.add(
                        entry,
                        Why.NO_RATE,
                        "no cost rate of " + entry.work().person().name().name(),
                        "Give the person a cost rate in Harvest that covers these days.");
            } else {
                code(entry, entry.hours().multiply(rate));
            }
        }

        private void code(CostEntry entry, BigDecimal amount) {
            Optional<Coding> coding = rules.coding(entry.work());
            if (coding.isEmpty()) {
                others.add(
                        entry,
                        Why.NO_RULE,
                        "no rule takes " + entry.work().project().name(),
                        "Add a rule, or usual: with an account, in journals.yaml.");
                return;
            }
            refusal.apply(coding.get())
                    .ifPresentOrElse(
                            why -> others.add(entry, Why.REFUSED_CODING, why.words(), why.remedy()),
                            () -> sources.add(new Source(entry, coding.get(), amount)));
        }
    }
}
