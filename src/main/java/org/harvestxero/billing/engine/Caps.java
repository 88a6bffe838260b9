package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Cap;

/** All caps of a run. */
final class Caps {
    private final List<CapMeter> meters = new ArrayList<>();
    private final Currency currency;

    Caps(List<Cap> caps, Balances balances, Currency currency) {
        this.currency = currency;
        for (Cap cap : caps) {
            CapUse none = CapUse.none(currency);
            boolean total = cap.scope() == Cap.Scope.TOTAL;
            meters.add(new CapMeter(cap, total ? balances.caps().getOrDefault(cap.name(), none) : none));
        }
    }

    List<CapMeter> over(String rule, Origin origin) {
        if (meters.isEmpty()) {
            return List.of();
        }
        return meters.stream().filter(meter -> meter.cap.holds(rule, origin)).toList();
    }

    List<CapMeter> overExpense(Origin origin) {
        return meters.stream()
                .filter(meter -> meter.cap.expenses() && meter.cap.match().matches(origin))
                .toList();
    }

    /**
     * Makes what was billed under a cap in money fit it to the cent: lines round, so their sum can miss by some.
     *
     * @param charges in their final order, with their shares of their lines
     */
    void fit(List<TimeCharge> charges, List<ExpenseCharge> expenses) {
        for (CapMeter meter : meters) {
            if (!meter.isInMoney()) {
                continue;
            }
            Money difference =
                    meter.allowance().minus(use(meter, charges, expenses).money());
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

    /** Records what every cap's use came to, and warns. */
    void close(Outcome outcome) {
        for (CapMeter meter : meters) {
            CapUse use = use(meter, outcome.timeCharges, outcome.expenseCharges);
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

    private CapUse use(CapMeter meter, List<TimeCharge> charges, List<ExpenseCharge> expenses) {
        Hours hours = Hours.ZERO;
        Money money = Money.zero(currency);
        for (TimeCharge charge : charges) {
            if (charge.meters.contains(meter)) {
                hours = hours.plus(charge.part.billed());
                money = money.plus(charge.gross());
            }
        }
        for (ExpenseCharge charge : expenses) {
            if (charge.meters().contains(meter)) {
                money = money.plus(charge.amount());
            }
        }
        return new CapUse(hours, money);
    }
}
