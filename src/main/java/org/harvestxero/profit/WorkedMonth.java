package org.harvestxero.profit;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.harvestxero.monthend.Shares;
import org.harvestxero.monthend.Work;

/**
 * The time entries of a month made into facts, by client, project, person and task: it holds these, not the entries. Cost is summed
 * exactly and rounded once for the month; the largest remainders get the cents.
 */
public final class WorkedMonth {
    private static final Comparator<Subject> ORDER = Comparator.<Subject, Long>comparing(
                    subject -> subject.project().id())
            .thenComparing(subject -> subject.person().name().id())
            .thenComparing(subject -> subject.task().id())
            .thenComparing(Subject::toString);

    private final YearMonth month;
    private final int digits;
    private final Predicate<Long> billedHere;
    private final Map<Subject, Sum> sums = new HashMap<>();
    private final Map<Invoiced, Worth> invoiced = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    /**
     * @param digits of the company's currency
     * @param billedHere whether an entry is on an invoice that was made here, by its id
     */
    public WorkedMonth(YearMonth month, int digits, Predicate<Long> billedHere) {
        this.month = month;
        this.digits = digits;
        this.billedHere = billedHere;
    }

    /** Takes one entry; those of another month and those taken before add nothing. */
    public void take(WorkEntry entry) {
        if (!YearMonth.from(entry.cost().day()).equals(month)
                || !taken.add(entry.cost().id())) {
            return;
        }
        Work work = entry.cost().work();
        Subject subject = new Subject(
                month,
                work.client(),
                work.project(),
                Subject.Person.of(work.person().name(), work.person().roles()),
                work.task());
        if (entry.price().invoice() != 0 && entry.price().billable()) {
            invoiced.merge(new Invoiced(entry.price().invoice(), subject), Worth.of(entry), Worth::plus);
        }
        sums.computeIfAbsent(subject, none -> new Sum())
                .add(
                        entry,
                        entry.price().billed() || billedHere.test(entry.cost().id()));
    }

    private record Invoiced(long invoice, Subject subject) {}

    /** @param amount counts where all of it is known */
    private record Worth(BigDecimal amount, boolean known) {
        static Worth of(WorkEntry entry) {
            BigDecimal rate = entry.price().rate();
            return rate == null
                    ? new Worth(BigDecimal.ZERO, false)
                    : new Worth(entry.cost().hours().multiply(rate), true);
        }

        Worth plus(Worth other) {
            return new Worth(amount.add(other.amount), known && other.known);
        }
    }

    /** The work that Harvest shows on invoices, by invoice, project, person and task. */
    public List<InvoicedWork> invoiced() {
        return invoiced.entrySet().stream()
                .map(each -> new InvoicedWork(
                        each.getKey().invoice(),
                        each.getKey().subject().project(),
                        each.getKey().subject().person(),
                        each.getKey().subject().task(),
                        each.getValue().known() ? each.getValue().amount() : null))
                .toList();
    }

    /** How many were taken. */
    public int entries() {
        return taken.size();
    }

    public BigDecimal hours() {
        return sums.values().stream().map(sum -> sum.worked).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public List<Fact> facts() {
        Map<Subject, BigDecimal> costs = new HashMap<>();
        sums.forEach((subject, sum) -> costs.put(subject, sum.cost));
        List<Fact> facts = new ArrayList<>();
        Shares.rounded(costs, digits, ORDER)
                .forEach((subject, cost) ->
                        facts.add(Objects.requireNonNull(sums.get(subject)).fact(subject, cost)));
        return facts;
    }

    private static final class Sum {
        private BigDecimal worked = BigDecimal.ZERO;
        private BigDecimal billable = BigDecimal.ZERO;
        private BigDecimal unrated = BigDecimal.ZERO;
        private BigDecimal unbilled = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;

        void add(WorkEntry entry, boolean billed) {
            BigDecimal hours = entry.cost().hours();
            BigDecimal rate = entry.cost().effort().rate();
            worked = worked.add(hours);
            if (entry.price().billable()) {
                billable = billable.add(hours);
                unbilled = billed ? unbilled : unbilled.add(hours);
            }
            if (rate == null) {
                unrated = unrated.add(hours);
            } else {
                cost = cost.add(hours.multiply(rate));
            }
        }

        Fact fact(Subject subject, BigDecimal rounded) {
            return new Fact(
                    subject,
                    new Fact.Effort(worked, billable, unrated, unbilled, BigDecimal.ZERO),
                    new Fact.Amounts(rounded, BigDecimal.ZERO, BigDecimal.ZERO, null),
                    Fact.Billed.NONE,
                    Fact.Lag.NONE);
        }
    }
}
