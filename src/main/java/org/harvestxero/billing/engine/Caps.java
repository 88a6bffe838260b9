package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;

/** All caps of a run. */
final class Caps {
    private final List<CapMeter> meters = new ArrayList<>();
    private final Currency currency;
    private final Orders orders;

    /** @param extra by cap, see {@link CapMeter} */
    Caps(List<Cap> caps, Balances balances, Currency currency, Orders orders, Map<String, BigDecimal> extra) {
        this.currency = currency;
        this.orders = orders;
        for (Cap cap : caps) {
            CapUse none = CapUse.none(currency);
            boolean total = cap.scope() == Cap.Scope.TOTAL;
            meters.add(new CapMeter(
                    cap,
                    total ? balances.caps().getOrDefault(cap.name(), none) : none,
                    extra.getOrDefault(cap.name(), BigDecimal.ZERO)));
        }
    }

    List<CapMeter> over(String rule, Origin origin) {
        if (meters.isEmpty()) {
            return List.of();
        }
        return meters.stream()
                .filter(meter -> meter.cap.order() == null
                        ? meter.cap.holds(rule, origin)
                        : orders.of(origin).equals(meter.cap.order()))
                .toList();
    }

    List<CapMeter> overExpense(Origin origin) {
        return meters.stream()
                .filter(meter -> meter.cap.expenses()
                        && (meter.cap.order() == null
                                ? meter.cap.match().matches(origin)
                                : orders.of(origin).equals(meter.cap.order())))
                .toList();
    }

    /** The orders whose money pays for every line under their reference. */
    List<CapMeter> wholeOrders() {
        return meters.stream().filter(meter -> meter.cap.isOfWholeOrder()).toList();
    }

    private List<CapMeter> overFee(Rule rule) {
        List<CapMeter> whole = wholeOrders();
        if (whole.isEmpty()) {
            return List.of();
        }
        String order = orders.of(rule);
        return whole.stream().filter(meter -> order.equals(meter.cap.order())).toList();
    }

    /**
     * Takes a fee off what is left of the order it is billed against.
     *
     * @return what fits, and the order that has no more room; null while it has
     */
    FittedFee fitFee(Rule rule, Money fee) {
        List<CapMeter> over = overFee(rule);
        CapMeter full = null;
        Money fits = fee;
        for (CapMeter meter : over) {
            Money room = Money.exactly(meter.roomInMoney().setScale(fee.amount().scale(), RoundingMode.DOWN), currency);
            if (room.compareTo(fits) < 0) {
                fits = room;
                full = meter;
            }
        }
        if (full != null) {
            full.isReached();
        }
        Money taken = fits;
        over.forEach(meter -> meter.take(Hours.ZERO, taken.amount()));
        return new FittedFee(fits, full);
    }

    /** What of a minimum charge fits under the order, once everything else is charged; the rest is given up. */
    Money leftForMinimum(Rule rule, Money charge, Outcome outcome) {
        Money fits = charge;
        for (CapMeter meter : overFee(rule)) {
            Money room = meter.allowance().minus(use(meter, outcome).money());
            fits = fits.min(room.isNegative() ? Money.zero(currency) : room);
        }
        return fits;
    }

    /** A fee as far as it fits. */
    record FittedFee(Money amount, @Nullable CapMeter full) {}

    /**
     * Makes what was billed under a cap in money fit it to the cent: lines round, so their sum can miss by some.
     *
     * @param outcome its charges in their final order, with their shares of their lines
     */
    void fit(Outcome outcome) {
        List<TimeCharge> charges = outcome.timeCharges;
        for (CapMeter meter : meters) {
            if (!meter.isInMoney()) {
                continue;
            }
            Money difference = meter.allowance().minus(use(meter, outcome).money());
            if (difference.isNegative()) {
                cut(meter, charges, difference.negated());
            } else if (meter.wasFilled() && !difference.isZero()) {
                fill(meter, charges, difference);
            }
        }
    }

    /** Takes an excess off the last charges, none of them below zero, so that the rest fits even when some are carried. */
    private static void cut(CapMeter meter, List<TimeCharge> charges, Money excess) {
        Money left = excess;
        for (int i = charges.size() - 1; i >= 0 && left.isPositive(); i--) {
            TimeCharge charge = charges.get(i);
            if (charge.meters.contains(meter) && charge.gross().isPositive()) {
                Money off = left.min(charge.gross());
                charge.isFittedBy(off.negated());
                left = left.minus(off);
            }
        }
    }

    /** Adds the fractions of a cent a full cap has left to its last charge, unless that is under other caps as well. */
    private static void fill(CapMeter meter, List<TimeCharge> charges, Money rest) {
        for (int i = charges.size() - 1; i >= 0; i--) {
            TimeCharge charge = charges.get(i);
            if (charge.meters.contains(meter) && charge.gross().isPositive()) {
                if (charge.meters.size() == 1) {
                    charge.isFittedBy(rest);
                }
                return;
            }
        }
    }

    /**
     * Records what every cap's use came to, and warns.
     *
     * @param nets what all lines of each whole order came to in the end
     */
    void close(Outcome outcome, Map<CapMeter, Money> nets) {
        for (CapMeter meter : meters) {
            CapUse charged = use(meter, outcome);
            CapUse use = nets.containsKey(meter) ? new CapUse(charged.hours(), nets.get(meter)) : charged;
            if (meter.cap.scope() == Cap.Scope.TOTAL && !use.equals(CapUse.none(currency))) {
                outcome.movements.add(
                        new Movement(Movement.Kind.CAP_USED, meter.cap.name(), null, null, use.hours(), use.money()));
            }
            for (int percent : meter.cap.warnAt()) {
                if (crosses(meter, use, percent)) {
                    outcome.notices.add(
                            new Notice(meter.cap.name(), percent + " % of " + meter.cap.limit() + " is used"));
                }
            }
        }
    }

    List<CapMeter> reached() {
        return meters.stream().filter(CapMeter::wasReached).toList();
    }

    private static boolean crosses(CapMeter meter, CapUse use, int percent) {
        return meter.percentBefore().intValue() < percent
                && meter.percentAfter(use).intValue() >= percent;
    }

    /** What all lines of an order came to: hours, fees, expenses, corrections, less credits and reductions. */
    Money net(CapMeter meter, List<Draft> drafts, Outcome outcome, List<Rule> rules) {
        Map<String, Boolean> under = new HashMap<>();
        rules.forEach(rule -> under.put(rule.name(), orders.of(rule).equals(meter.cap.order())));
        Money net = Money.zero(currency);
        for (Draft draft : drafts) {
            for (DraftLine line : draft.lines()) {
                for (LineSource part : line.sources()) {
                    if (counts(meter, part.source())) {
                        net = net.plus(part.amount());
                    }
                }
                if (line.kind() != LineKind.DISCOUNT && under.getOrDefault(line.rule(), false)) {
                    net = net.plus(line.own());
                }
            }
        }
        for (Map.Entry<String, Money> off : outcome.offFees.entrySet()) {
            if (under.getOrDefault(off.getKey(), false)) {
                net = net.plus(off.getValue());
            }
        }
        return net;
    }

    private boolean counts(CapMeter meter, Source source) {
        return (source.kind() != Source.Kind.EXPENSE || meter.cap.expenses())
                && orders.of(source.origin()).equals(meter.cap.order());
    }

    /** What was charged under it, before anything is taken off. */
    CapUse use(CapMeter meter, Outcome outcome) {
        Hours hours = Hours.ZERO;
        Money money = Money.zero(currency);
        for (TimeCharge charge : outcome.timeCharges) {
            if (charge.meters.contains(meter)) {
                hours = hours.plus(charge.part.billed());
                money = money.plus(charge.gross());
            }
        }
        for (ExpenseCharge charge : outcome.expenseCharges) {
            if (charge.meters().contains(meter)) {
                money = money.plus(charge.amount());
            }
        }
        if (meter.cap.isOfWholeOrder()) {
            for (FlatCharge charge : outcome.flatCharges) {
                if (charge.amount().isPositive()
                        && orders.of(charge.rule().rule()).equals(meter.cap.order())) {
                    money = money.plus(charge.amount());
                }
            }
        }
        return new CapUse(hours, money);
    }
}
