package org.harvestxero.billing.variance;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.jspecify.annotations.Nullable;

/** What the drafts of a period are made of, added up. */
final class Figures {
    private final Money nothing;
    private final Map<WorkKey, WorkSum> work = new LinkedHashMap<>();
    private final Map<Cause.Kind, Money> others = new EnumMap<>(Cause.Kind.class);
    private final Map<String, Money> fees = new TreeMap<>();
    private int expenses;
    private Money total;

    private Figures(Currency currency) {
        this.nothing = Money.zero(currency);
        this.total = nothing;
    }

    /** A person at a task: work that has a price of its own. */
    record WorkKey(long person, long task) {}

    /**
     * Their work of the period.
     *
     * @param amount before discounts, caps and what people wrote up or down
     * @param rate the one price of an hour or day it has; null where it has several
     */
    record WorkSum(
            String person,
            Hours hours,
            Money amount,
            @Nullable Rate rate) {
        private WorkSum plus(WorkSum other) {
            boolean same = rate != null && rate.equals(other.rate);
            return new WorkSum(person, hours.plus(other.hours), amount.plus(other.amount), same ? rate : null);
        }
    }

    /** @param drafts of one period, all in the currency */
    static Figures of(List<Draft> drafts, Currency currency) {
        Figures figures = new Figures(currency);
        drafts.forEach(draft -> draft.lines().forEach(figures::add));
        return figures;
    }

    private void add(DraftLine line) {
        total = total.plus(line.amount());
        if (line.kind() == LineKind.DISCOUNT) {
            add(Cause.Kind.REDUCTIONS, line.amount());
            return;
        }
        Cause.Kind own = switch (line.kind()) {
            case CREDIT, CORRECTION -> Cause.Kind.CORRECTIONS;
            case ADDED -> Cause.Kind.ADDED;
            case EXPENSE -> Cause.Kind.EXPENSES;
            default -> Cause.Kind.FEES;
        };
        add(own, line.own());
        if (own == Cause.Kind.FEES && !line.own().isZero()) {
            fees.merge(line.rule(), line.own(), Money::plus);
        }
        for (LineSource source : line.sources()) {
            if (own == Cause.Kind.CORRECTIONS) {
                add(own, source.amount());
            } else if (source.source().kind() == Source.Kind.EXPENSE) {
                expenses++;
                add(Cause.Kind.EXPENSES, source.amount());
            } else {
                time(source);
            }
        }
    }

    private void time(LineSource source) {
        Money reduced = Money.roundHalfUp(
                source.differences().stream()
                        .filter(each -> isReduction(each.kind()))
                        .map(Difference::amount)
                        .reduce(BigDecimal.ZERO, java.math.BigDecimal::add),
                nothing.currency());
        add(Cause.Kind.REDUCTIONS, reduced);
        work.merge(
                new WorkKey(
                        source.source().origin().person().id(),
                        source.source().origin().kind().id()),
                new WorkSum(
                        source.source().origin().person().name(),
                        source.billed(),
                        source.amount().minus(reduced),
                        source.rate()),
                WorkSum::plus);
    }

    private static boolean isReduction(Difference.Kind kind) {
        return switch (kind) {
            case DISCOUNT, WRITE_DOWN, WRITE_UP, CAP -> true;
            case RATE, MINUTES, ROUNDING, CENTS, MARK_UP, UNIT_PRICE -> false;
        };
    }

    private void add(Cause.Kind kind, Money amount) {
        others.merge(kind, amount, Money::plus);
    }

    Map<WorkKey, WorkSum> work() {
        return work;
    }

    /** What it has of fees, expenses and the like; hours and rates are told by the work. */
    Money of(Cause.Kind kind) {
        return others.getOrDefault(kind, nothing);
    }

    /** Fees by the rule that asks for them. */
    Map<String, Money> fees() {
        return fees;
    }

    int expenses() {
        return expenses;
    }

    Hours hours() {
        return work.values().stream().map(WorkSum::hours).reduce(Hours.ZERO, Hours::plus);
    }

    Money total() {
        return total;
    }
}
