package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        latest(entries).forEach(sorter::take);
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
        return new CostJournal(lines, sorter.sources, sorter.leftOut());
    }

    private static List<CostEntry> latest(Collection<CostEntry> entries) {
        Map<Long, CostEntry> latest = new HashMap<>();
        entries.forEach(entry ->
                latest.merge(entry.id(), entry, (one, other) -> other.updated().isBefore(one.updated()) ? one : other));
        return latest.values().stream()
                .sorted(Comparator.comparing(CostEntry::day).thenComparing(CostEntry::id))
                .toList();
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
        private final SortedMap<Reason, List<CostEntry>> others = new TreeMap<>();

        Sorter(YearMonth month, CostRules rules, Function<Coding, Optional<CodingRefusal>> refusal) {
            this.month = month;
            this.rules = rules;
            this.refusal = refusal;
        }

        private record Reason(Why why, String words, String remedy) implements Comparable<Reason> {
            @Override
            public int compareTo(Reason other) {
                return Comparator.comparing(Reason::why)
                        .thenComparing(Reason::words)
                        .thenComparing(Reason::remedy)
                        .compare(this, other);
            }
        }

        void take(CostEntry entry) {
            BigDecimal rate = entry.effort().rate();
            if (!YearMonth.from(entry.day()).equals(month)) {
                leave(entry, Why.OTHER_MONTH, "dated in another month", "Run that month, too.");
            } else if (entry.hours().signum() < 0 || (rate != null && rate.signum() < 0)) {
                leave(entry, Why.BELOW_ZERO, "hours or cost rate below zero", "Correct them in Harvest.");
            } else if (entry.standing().running()) {
                leave(entry, Why.RUNNING, "the timer still runs", "Stop it in Harvest.");
            } else if (rules.approvedOnly() && !entry.standing().approved()) {
                leave(
                        entry,
                        Why.NOT_APPROVED,
                        "not approved",
                        "Approve them in Harvest, or set entries: all in journals.yaml.");
            } else if (rate == null) {
                leave(
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
                leave(
                        entry,
                        Why.NO_RULE,
                        "no rule takes " + entry.work().project().name(),
                        "Add a rule, or usual: with an account, in journals.yaml.");
                return;
            }
            refusal.apply(coding.get())
                    .ifPresentOrElse(
                            why -> leave(entry, Why.REFUSED_CODING, why.words(), why.remedy()),
                            () -> sources.add(new Source(entry, coding.get(), amount)));
        }

        private void leave(CostEntry entry, Why why, String words, String remedy) {
            others.computeIfAbsent(new Reason(why, words, remedy), none -> new ArrayList<>())
                    .add(entry);
        }

        List<LeftOut> leftOut() {
            return others.entrySet().stream()
                    .map(each -> new LeftOut(
                            each.getKey().why(),
                            each.getKey().words(),
                            each.getKey().remedy(),
                            each.getValue()))
                    .toList();
        }
    }
}
