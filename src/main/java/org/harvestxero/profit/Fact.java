package org.harvestxero.profit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one piece of work, invoice or outlay adds to the figures of its subject. Money is in the company's base currency. */
public record Fact(Subject subject, Effort effort, Amounts amounts, Billed billed, Lag lag, Backlog backlog) {
    private static final BigDecimal NONE = BigDecimal.ZERO;

    /** One of which nothing waits. */
    public Fact(Subject subject, Effort effort, Amounts amounts, Billed billed, Lag lag) {
        this(subject, effort, amounts, billed, lag, Backlog.NONE);
    }

    /** What waits. */
    public static Fact of(Subject subject, Backlog backlog) {
        return new Fact(subject, Effort.NONE, Amounts.NONE, Billed.NONE, Lag.NONE, backlog);
    }

    /** What unbilled work of the subject grew by, or fell. */
    public static Fact accrued(Subject subject, BigDecimal amount) {
        return new Fact(subject, Effort.NONE, new Amounts(NONE, NONE, NONE, amount), Billed.NONE, Lag.NONE);
    }

    /**
     * Hours.
     *
     * @param worked as Harvest rounds them
     * @param unrated worked without a cost rate
     * @param unbilled billable and on no invoice
     * @param capacity hours people can work
     */
    public record Effort(
            BigDecimal worked, BigDecimal billable, BigDecimal unrated, BigDecimal unbilled, BigDecimal capacity) {
        public static final Effort NONE = new Effort(Fact.NONE, Fact.NONE, Fact.NONE, Fact.NONE, Fact.NONE);

        Effort plus(Effort other) {
            return new Effort(
                    worked.add(other.worked),
                    billable.add(other.billable),
                    unrated.add(other.unrated),
                    unbilled.add(other.unbilled),
                    capacity.add(other.capacity));
        }
    }

    /**
     * Whole cents.
     *
     * @param revenue net of invoices
     * @param expenses not billed to a client
     * @param accrued what unbilled work grew by in the month; null while that is not reckoned
     */
    public record Amounts(
            BigDecimal cost,
            BigDecimal revenue,
            BigDecimal expenses,
            @Nullable BigDecimal accrued) {
        public static final Amounts NONE = new Amounts(Fact.NONE, Fact.NONE, Fact.NONE, null);

        Amounts plus(Amounts other) {
            BigDecimal more = other.accrued;
            return new Amounts(
                    cost.add(other.cost),
                    revenue.add(other.revenue),
                    expenses.add(other.expenses),
                    accrued == null ? more : more == null ? accrued : accrued.add(more));
        }
    }

    /**
     * Work on invoices, as far as it is known what it is worth.
     *
     * @param net what it was billed at
     * @param worth at Harvest's own hours and rates
     * @param reasons why it was not billed at its worth; they add up to net less worth
     */
    public record Billed(BigDecimal net, BigDecimal worth, SortedMap<String, BigDecimal> reasons) {
        public static final Billed NONE = new Billed(Fact.NONE, Fact.NONE, new TreeMap<>());

        public Billed {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        }

        Billed plus(Billed other) {
            if (other == NONE) {
                return this;
            }
            SortedMap<String, BigDecimal> all = new TreeMap<>(reasons);
            for (Map.Entry<String, BigDecimal> each : other.reasons.entrySet()) {
                all.merge(each.getKey(), each.getValue(), BigDecimal::add);
            }
            return new Billed(net.add(other.net), worth.add(other.worth), all);
        }
    }

    /**
     * How long after the end of its period something was invoiced.
     *
     * @param net of invoices whose period is known
     * @param netDays the same times days from the period's end to the invoice
     */
    public record Lag(BigDecimal net, BigDecimal netDays) {
        public static final Lag NONE = new Lag(Fact.NONE, Fact.NONE);

        Lag plus(Lag other) {
            return new Lag(net.add(other.net), netDays.add(other.netDays));
        }
    }
}
