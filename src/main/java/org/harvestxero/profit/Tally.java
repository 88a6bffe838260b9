package org.harvestxero.profit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.Fact.Amounts;
import org.harvestxero.profit.Fact.Billed;
import org.harvestxero.profit.Fact.Effort;
import org.harvestxero.profit.Fact.Lag;
import org.jspecify.annotations.Nullable;

/** Sums facts up by a view, one after the other: it holds the groups, never the facts. */
public final class Tally {
    private static final Comparator<Row> MOST_FIRST = Comparator.<Row, Boolean>comparing(
                    row -> row.group().name().equals(Subject.UNASSIGNED))
            .thenComparing(row -> row.figures().amounts().revenue(), Comparator.reverseOrder())
            .thenComparing(row -> row.figures().effort().worked(), Comparator.reverseOrder())
            .thenComparing(row -> row.group().name());

    private final View view;
    private final Map<Object, Sum> groups = new HashMap<>();
    /** The same by client; null where groups are not projects, which are a client's each. */
    private final @Nullable Tally clients;

    private final Sum whole = new Sum(new Named(0, "Total"), 0);

    public Tally(View view) {
        this.view = view;
        this.clients = view == View.PROJECT ? new Tally(View.CLIENT) : null;
    }

    public void add(Fact fact) {
        Named group = view.group(fact.subject());
        if (clients != null) {
            clients.add(fact);
        }
        long client = clients == null ? 0 : fact.subject().client().id();
        groups.computeIfAbsent(group.id() == 0 ? group.name() : group.id(), none -> new Sum(group, client))
                .add(fact);
        whole.add(fact);
    }

    /** @param payShown whether the reader may see what each person costs */
    public Sums sums(boolean payShown) {
        List<PayScreen.Group> rows = new ArrayList<>();
        for (Sum sum : groups.values()) {
            PayScreen.Group group = sum.group(view.hasCapacity(), view.hasDebts());
            if (!group.row().figures().isNothing()) {
                rows.add(group);
            }
        }
        rows.sort(Comparator.comparing(
                PayScreen.Group::row,
                view == View.MONTH ? Comparator.comparing(row -> row.group().id()) : MOST_FIRST));
        PayScreen.Group total = whole.group(true, true);
        return payShown
                ? new Sums(rows.stream().map(PayScreen.Group::row).toList(), total.row())
                : PayScreen.of(rows, total, clients == null ? Set.of() : clients.dark());
    }

    /** The groups whose cost is hidden, by id. */
    private Set<Long> dark() {
        return sums(false).rows().stream()
                .filter(row -> !row.payShown())
                .map(row -> row.group().id())
                .collect(Collectors.toSet());
    }

    /** The rows of a view and what they add up to. */
    public record Sums(List<Row> rows, Row total) {
        public Sums {
            rows = List.copyOf(rows);
        }

        /** The same, without what tells of pay. */
        public Sums hidden() {
            return new Sums(rows.stream().map(Row::hidden).toList(), total.hidden());
        }
    }

    /** A group as it grows. */
    private static final class Sum {
        private final Named group;
        private final long client;
        private Effort effort = Effort.NONE;
        private Amounts amounts = Amounts.NONE;
        private Billed billed = Billed.NONE;
        private Lag lag = Lag.NONE;
        private Backlog backlog = Backlog.NONE;
        private final Set<Long> people = new HashSet<>();
        private final Set<Long> paid = new HashSet<>();

        /** @param client whose the group is; 0 where groups are nobody's alone */
        Sum(Named group, long client) {
            this.group = group;
            this.client = client;
        }

        void add(Fact fact) {
            effort = effort.plus(fact.effort());
            amounts = amounts.plus(fact.amounts());
            billed = billed.plus(fact.billed());
            lag = lag.plus(fact.lag());
            backlog = backlog.plus(fact.backlog());
            if (fact.effort().worked().signum() != 0 || fact.amounts().cost().signum() != 0) {
                people.add(fact.subject().person().name().id());
            }
            if (fact.amounts().cost().signum() != 0) {
                paid.add(fact.subject().person().name().id());
            }
        }

        PayScreen.Group group(boolean withCapacity, boolean withDebts) {
            return new PayScreen.Group(row(withCapacity, withDebts), client, people, paid);
        }

        private Row row(boolean withCapacity, boolean withDebts) {
            Effort shown = withCapacity
                    ? effort
                    : new Effort(
                            effort.worked(),
                            effort.billable(),
                            effort.unrated(),
                            effort.unbilled(),
                            Effort.NONE.capacity());
            return new Row(
                    group,
                    new Figures(shown, amounts, billed, lag, withDebts ? backlog : backlog.ofWork(), people.size()),
                    true);
        }
    }
}
