package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Limit;

/** How much room is left under one cap while a run fills it. */
final class CapMeter {
    private static final Hours NO_END = Hours.ofParts(Long.MAX_VALUE / 4);

    final Cap cap;
    private final CapUse before;
    private final BigDecimal extra;
    private Hours hours;
    private BigDecimal money;
    private boolean reached;
    private boolean filled;

    /** @param extra how much more than its limit may be charged before what is taken off again; zero as a rule */
    CapMeter(Cap cap, CapUse before, BigDecimal extra) {
        this.cap = cap;
        this.before = before;
        this.extra = extra;
        this.hours = before.hours();
        this.money = before.money().amount();
    }

    /** The most hours at {@code rate} that still fit. */
    Hours room(Rate rate) {
        if (cap.limit() instanceof Limit.InHours inHours) {
            return inHours.hours().beyond(hours);
        }
        return rate.isZero() ? NO_END : rate.hoursFor(roomInMoney());
    }

    /** The most money that still fits; only for a limit in money. */
    BigDecimal roomInMoney() {
        return limitInMoney().add(extra).subtract(money).max(BigDecimal.ZERO);
    }

    void take(Hours more, BigDecimal worth) {
        hours = hours.plus(more);
        money = money.add(worth);
    }

    /** Something did not fit any more. */
    void isReached() {
        reached = true;
    }

    /** Work was cut off where the limit is, so that nothing but fractions of a cent are left. */
    void isFilled() {
        reached = true;
        filled = true;
    }

    boolean wasFilled() {
        return filled;
    }

    boolean wasReached() {
        return reached;
    }

    boolean isInMoney() {
        return cap.limit() instanceof Limit.InMoney;
    }

    /** What may be charged in this run, to the cent; only for a limit in money. */
    Money allowance() {
        BigDecimal left =
                limitInMoney().add(extra).subtract(before.money().amount()).max(BigDecimal.ZERO);
        return Money.exactly(left, before.money().currency());
    }

    /** What all that is billed in this run may come to in the end; only for a limit in money. */
    Money left() {
        BigDecimal left = limitInMoney().subtract(before.money().amount()).max(BigDecimal.ZERO);
        return Money.exactly(left, before.money().currency());
    }

    /** Percent of the limit used after {@code more}; 100 for a limit of zero. */
    BigDecimal percentAfter(CapUse more) {
        CapUse use = before.plus(more.hours(), more.money());
        BigDecimal used = isInMoney() ? use.money().amount() : use.hours().toBigDecimal();
        BigDecimal limit =
                cap.limit() instanceof Limit.InHours inHours ? inHours.hours().toBigDecimal() : limitInMoney();
        return limit.signum() == 0
                ? BigDecimal.valueOf(100)
                : used.movePointRight(2).divide(limit, 1, RoundingMode.DOWN);
    }

    BigDecimal percentBefore() {
        return percentAfter(CapUse.none(before.money().currency()));
    }

    private BigDecimal limitInMoney() {
        return ((Limit.InMoney) cap.limit()).money().amount();
    }
}
