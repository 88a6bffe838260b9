package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Rounding;

/**
 * The work on one line.
 *
 * <p>The line is rounded once; each entry's share ends where the running total, rounded to the cent, ends, so that shares
 * add up to the line and none is off by more than a cent.
 */
final class TimeLine {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    final LineKey key;
    final List<TimeCharge> charges = new ArrayList<>();
    private final Rounding perLine;
    private Hours hours = Hours.ZERO;

    TimeLine(LineKey key, Rounding rounding) {
        this.key = key;
        this.perLine = rounding.per() == Rounding.Per.LINE ? rounding : Rounding.none();
    }

    /** Gives every charge its hours and its share of the line. */
    void price() {
        Hours worked = Hours.ZERO;
        for (TimeCharge charge : charges) {
            worked = worked.plus(charge.part.billed());
        }
        hours = perLine.apply(worked);
        Hours upTo = Hours.ZERO;
        Hours givenHours = Hours.ZERO;
        Money given = Money.zero(key.rate().currency());
        for (int i = 0; i < charges.size(); i++) {
            upTo = upTo.plus(charges.get(i).part.billed());
            Hours reached = i == charges.size() - 1 ? hours : upTo.min(hours);
            Money amount = key.rate().amountRoundedHalfUp(reached);
            charges.get(i).isCharged(reached.minus(givenHours), amount.minus(given));
            givenHours = reached;
            given = amount;
        }
    }

    LocalDate firstDay() {
        return charges.get(0).part.entry().spentDate();
    }

    Hours hours() {
        return hours;
    }

    boolean isRoundedAsALine() {
        return !perLine.isNone();
    }

    /** Before reductions. */
    Money gross() {
        Money sum = Money.zero(key.rate().currency());
        for (TimeCharge charge : charges) {
            sum = sum.plus(charge.gross());
        }
        return sum;
    }

    /** Quantity and unit amount that give {@code amount}; one piece when hours and rate don't. */
    LinePrice priceFor(Money amount, boolean hoursShown) {
        Rate rate = key.rate();
        if (!hoursShown) {
            return LinePrice.flat(amount);
        }
        return LinePrice.exactly(rate.quantity(hours), reducedRate(), amount).orElse(LinePrice.flat(amount));
    }

    /** What the reductions of single entries take off {@link #gross}, one after the other, each rounded to the cent. */
    List<Money> reductions(Money gross) {
        List<Money> off = new ArrayList<>();
        Money left = gross;
        for (Adjustment reduction : folded()) {
            Money less = left.percentRoundedHalfUp(Objects.requireNonNull(reduction.percent()));
            off.add(less);
            left = left.minus(less);
        }
        return off;
    }

    /** Reductions that are part of this line's price. */
    List<Adjustment> folded() {
        return key.reductions().stream()
                .filter(reduction -> reduction.level() == Adjustment.Level.ENTRY)
                .toList();
    }

    /** Reductions that stand on lines of their own below this one. */
    List<Adjustment> below() {
        return key.reductions().stream()
                .filter(reduction -> reduction.level() == Adjustment.Level.LINE)
                .toList();
    }

    /** Shares {@code whole} out by {@code amounts}, so that the shares add up to it; nothing where all are zero. */
    static List<Money> share(Money whole, List<Money> amounts) {
        Money base = amounts.isEmpty() ? whole : sum(amounts);
        List<Money> shares = new ArrayList<>(amounts.size());
        Money given = Money.zero(whole.currency());
        BigDecimal running = BigDecimal.ZERO;
        for (Money amount : amounts) {
            running = running.add(amount.amount());
            Money upTo = base.isZero() ? given : whole.part(running, base.amount());
            shares.add(upTo.minus(given));
            given = upTo;
        }
        return shares;
    }

    private BigDecimal reducedRate() {
        BigDecimal rate = key.rate().amount();
        for (Adjustment reduction : folded()) {
            BigDecimal keep = HUNDRED.subtract(Objects.requireNonNull(reduction.percent()));
            rate = rate.multiply(keep).movePointLeft(2);
        }
        BigDecimal bare = rate.stripTrailingZeros();
        int least = CurrencyDigits.of(key.rate().currency());
        return bare.scale() < least ? bare.setScale(least, RoundingMode.UNNECESSARY) : bare;
    }

    private static Money sum(List<Money> amounts) {
        Money sum = Money.zero(amounts.get(0).currency());
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }
}
