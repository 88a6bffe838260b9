package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;

/**
 * Proves a finished result against the raw input.
 *
 * <p>It walks entries, drafts and leftovers only, and trusts no number the run kept on the way.
 */
final class TieOutCheck {
    private final Run run;
    private final List<Draft> drafts;
    private final Map<Long, Unplaced> hoursIn;
    private final Map<Long, Boolean> expensesOpen = new HashMap<>();
    private final Map<String, Totals> in = new TreeMap<>();
    private final Map<String, Map<Bucket, Totals>> out = new TreeMap<>();
    private final Map<Difference.Kind, BigDecimal> differences = new EnumMap<>(Difference.Kind.class);
    private final Map<LineKind, Money> charges = new EnumMap<>(LineKind.class);
    private Money billed;

    TieOutCheck(Run run, List<Draft> drafts) {
        this.run = run;
        this.drafts = drafts;
        this.billed = run.nothing();
        this.hoursIn = new HashMap<>(2 * run.request().entries().size());
    }

    /** What of a time entry was not found in the result yet. */
    private static final class Unplaced {
        private Hours left;

        Unplaced(Hours open) {
            this.left = open;
        }
    }

    /** @throws DoesNotTieException when anything was lost, doubled or doesn't add up */
    TieOut prove() {
        readInput();
        run.outcome().notBilled.forEach(this::place);
        for (Draft draft : drafts) {
            draft.lines().forEach(this::place);
            check(draft);
        }
        checkEachSource();
        checkTotals();
        return new TieOut(in, out, differences, charges, billed);
    }

    private void readInput() {
        Standings standings = run.request().known().standings();
        for (TimeEntry entry : run.request().entries()) {
            Hours settled = standings.of(entry.id()).settled();
            if (settled.isZero() || entry.hours().compareTo(settled) > 0) {
                Hours open = entry.hours().minus(settled);
                if (hoursIn.put(entry.id(), new Unplaced(open)) != null) {
                    throw new DoesNotTieException("Time entry " + entry.id() + " came in twice");
                }
                in.merge(entry.currency().getCurrencyCode(), new Totals(open, Part.worth(entry, open)), Totals::plus);
            }
        }
        for (Expense expense : run.request().expenses()) {
            if (!standings.expenses().contains(expense.id())) {
                BigDecimal worth = ExpenseRun.worth(expense, run);
                boolean foreign = worth == null;
                if (expensesOpen.put(expense.id(), true) != null) {
                    throw new DoesNotTieException("Expense " + expense.id() + " came in twice");
                }
                in.merge(
                        (foreign ? expense.cost().currency() : run.currency()).getCurrencyCode(),
                        new Totals(Hours.ZERO, worth == null ? expense.cost().amount() : worth),
                        Totals::plus);
            }
        }
    }

    private void place(NotBilled rest) {
        take(rest.source(), rest.hours(), true);
        add(rest.source(), rest.bucket(), rest.hours(), rest.worth());
    }

    private void place(DraftLine line) {
        Money sum = line.own();
        for (LineSource source : line.sources()) {
            take(source.source(), source.hours(), line.kind() != LineKind.DISCOUNT);
            add(source.source(), Bucket.BILLED, source.hours(), source.worth());
            BigDecimal explained = source.worth();
            for (Difference difference : source.differences()) {
                differences.merge(difference.kind(), difference.amount(), BigDecimal::add);
                explained = explained.add(difference.amount());
            }
            if (explained.compareTo(source.amount().amount()) != 0) {
                throw new DoesNotTieException("The share " + source.amount() + " of "
                        + source.source().kind() + " " + source.source().id() + " is explained as "
                        + explained.toPlainString());
            }
            sum = sum.plus(source.amount());
        }
        if (!sum.equals(line.amount())) {
            throw new DoesNotTieException(
                    "The line '" + line.description() + "' of " + line.amount() + " is made of " + sum);
        }
        if (!line.price().gives(line.amount())) {
            throw new DoesNotTieException("The line '" + line.description() + "' of " + line.amount()
                    + " would come to "
                    + line.price().comesTo(line.amount().currency()) + " in Xero");
        }
        if (!line.own().isZero()) {
            charges.merge(line.kind(), line.own(), Money::plus);
        }
        billed = billed.plus(line.amount());
    }

    private void check(Draft draft) {
        Money sum = draft.lines().stream().map(DraftLine::amount).reduce(run.nothing(), Money::plus);
        if (!sum.equals(draft.subtotal())) {
            throw new DoesNotTieException("The draft of " + draft.subtotal() + " has lines of " + sum);
        }
    }

    /** Takes the hours of a source out of what came in. */
    private void take(Source source, Hours hours, boolean whole) {
        if (source.kind() == Source.Kind.EXPENSE) {
            if (whole && !Boolean.TRUE.equals(expensesOpen.put(source.id(), false))) {
                throw new DoesNotTieException("Expense " + source.id() + " did not come in, or is used twice");
            }
            return;
        }
        Unplaced entry = hoursIn.get(source.id());
        if (entry == null || entry.left.compareTo(hours) < 0) {
            throw new DoesNotTieException("Time entry " + source.id() + " has no " + hours + " left to use");
        }
        entry.left = entry.left.minus(hours);
    }

    private void add(Source source, Bucket bucket, Hours hours, BigDecimal worth) {
        out.computeIfAbsent(source.currency().getCurrencyCode(), code -> new EnumMap<>(Bucket.class))
                .merge(bucket, new Totals(hours, worth), Totals::plus);
    }

    private void checkEachSource() {
        List<String> lost = new ArrayList<>();
        hoursIn.forEach((id, entry) -> {
            if (!entry.left.isZero()) {
                lost.add(entry.left + " of time entry " + id);
            }
        });
        expensesOpen.forEach((id, open) -> {
            if (open) {
                lost.add("expense " + id);
            }
        });
        if (!lost.isEmpty()) {
            throw new DoesNotTieException("In no bucket: " + String.join(", ", lost));
        }
    }

    private void checkTotals() {
        in.forEach((currency, totals) -> {
            Totals sum = out.getOrDefault(currency, Map.of()).values().stream().reduce(Totals.none(), Totals::plus);
            if (!sum.equalsInValue(totals)) {
                throw new DoesNotTieException("In came " + totals + " " + currency + ", out went " + sum);
            }
        });
        BigDecimal worth = out.getOrDefault(run.currency().getCurrencyCode(), Map.of())
                .getOrDefault(Bucket.BILLED, Totals.none())
                .worth();
        BigDecimal explained = differences.values().stream().reduce(worth, BigDecimal::add);
        BigDecimal all = charges.values().stream().map(Money::amount).reduce(explained, BigDecimal::add);
        if (all.compareTo(billed.amount()) != 0) {
            throw new DoesNotTieException("Billed are " + billed + ", explained are " + all.toPlainString());
        }
    }
}
