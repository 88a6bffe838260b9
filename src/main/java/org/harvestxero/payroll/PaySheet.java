package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Shares;
import org.harvestxero.payroll.PayLine.Cell;
import org.harvestxero.payroll.Unpaid.Why;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one person in one pay period.
 *
 * @param lines by day, rate and option; of two decimals, and their sum is that of the entries
 * @param unpaid the entries that are not in it, by reason
 */
public record PaySheet(PayPeriod period, List<PayLine> lines, List<Unpaid> unpaid) {
    private static final int DECIMALS = 2;

    public PaySheet {
        lines = List.copyOf(lines);
        unpaid = List.copyOf(unpaid);
    }

    /**
     * @param entries of one person in any order, also those of the days before that overtime looks at; of two with one id the later
     *     counts
     */
    public static PaySheet of(PayPeriod period, Collection<CostEntry> entries, PayRules rules) {
        Sorter sorter = new Sorter(period, rules);
        CostEntry.latest(entries).forEach(sorter::take);
        List<PayLine> lines = new ArrayList<>();
        Shares.rounded(sorter.exact, DECIMALS).forEach((cell, hours) -> {
            if (hours.signum() != 0) {
                lines.add(new PayLine(cell, hours));
            }
        });
        return new PaySheet(period, lines, sorter.unpaid());
    }

    /** Sum of its lines. */
    public BigDecimal hours() {
        return PayLine.sum(lines);
    }

    /** Whether nothing is left out but time off. */
    public boolean isWhole() {
        return unpaid.stream().noneMatch(each -> each.why().isMissing());
    }

    /** Puts each entry where it belongs, in the order of their days. */
    private static final class Sorter {
        private final PayPeriod period;
        private final PayRules rules;
        private final Overtime overtime;
        private final Map<Cell, BigDecimal> exact = new HashMap<>();
        private final Map<Why, List<CostEntry>> others = new EnumMap<>(Why.class);

        Sorter(PayPeriod period, PayRules rules) {
            this.period = period;
            this.rules = rules;
            this.overtime = new Overtime(rules.overtime());
        }

        void take(CostEntry entry) {
            Optional<PayRule.Target> target = rules.target(entry.work());
            if (rules.isLeave(entry.work())) {
                leave(entry, Why.LEAVE);
            } else if (entry.hours().signum() < 0) {
                leave(entry, Why.BELOW_ZERO);
            } else if (entry.standing().running()) {
                leave(entry, Why.RUNNING);
            } else if (!entry.standing().approved()) {
                leave(entry, Why.NOT_APPROVED);
            } else if (target.isEmpty()) {
                leave(entry, Why.NO_RULE);
            } else {
                pay(entry, target.get());
            }
        }

        private void leave(CostEntry entry, Why why) {
            if (period.holds(entry.day())) {
                others.computeIfAbsent(why, none -> new ArrayList<>()).add(entry);
            }
        }

        private void pay(CostEntry entry, PayRule.Target target) {
            BigDecimal beyond = target.overtime() ? overtime.beyond(entry.day(), entry.hours()) : BigDecimal.ZERO;
            if (period.holds(entry.day())) {
                @Nullable String option = target.option(entry.work());
                add(new Cell(entry.day(), target.rate(), option), entry.hours().subtract(beyond));
                if (beyond.signum() > 0) {
                    add(new Cell(entry.day(), overtime.rate(), option), beyond);
                }
            }
        }

        private void add(Cell cell, BigDecimal hours) {
            exact.merge(cell, hours, BigDecimal::add);
        }

        List<Unpaid> unpaid() {
            List<Unpaid> unpaid = new ArrayList<>();
            others.forEach((why, entries) -> unpaid.add(new Unpaid(why, words(why), remedy(why), entries)));
            return unpaid;
        }

        private static String words(Why why) {
            return switch (why) {
                case LEAVE -> "time off";
                case NO_RULE -> "no rule says what it is paid as";
                case NOT_APPROVED -> "not approved";
                case RUNNING -> "the timer still runs";
                case BELOW_ZERO -> "hours below zero";
            };
        }

        private static String remedy(Why why) {
            return switch (why) {
                case LEAVE -> "Enter it as leave in Xero Payroll.";
                case NO_RULE -> "Add a rule, or usual: with an earnings rate, in payroll.yaml.";
                case NOT_APPROVED -> "Approve it in Harvest.";
                case RUNNING -> "Stop it in Harvest.";
                case BELOW_ZERO -> "Correct it in Harvest.";
            };
        }
    }
}
