package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Limit;
import org.jspecify.annotations.Nullable;

/** What is left of one lot while a run uses it up. */
final class LotMeter {
    final Lot lot;
    private Hours hours;
    private BigDecimal money;

    LotMeter(Lot lot) {
        this.lot = lot;
        this.hours = lot.left() instanceof Limit.InHours inHours ? inHours.hours() : Hours.ZERO;
        this.money =
                lot.left() instanceof Limit.InMoney inMoney ? inMoney.money().amount() : BigDecimal.ZERO;
    }

    boolean isInHours() {
        return lot.left() instanceof Limit.InHours;
    }

    /** Uses up what it can of {@code wanted} and says how much that was; the rate matters to a lot in money only. */
    Hours cover(Hours wanted, @Nullable Rate rate) {
        if (isInHours()) {
            Hours covered = wanted.min(hours);
            hours = hours.minus(covered);
            return covered;
        }
        if (rate == null || rate.isZero()) {
            return wanted;
        }
        Hours room = rate.hoursFor(money);
        if (wanted.compareTo(room) <= 0) {
            money = money.subtract(rate.worth(wanted)).max(BigDecimal.ZERO);
            return wanted;
        }
        money = BigDecimal.ZERO;
        return room;
    }

    /** What is left, in money rounded to the nearest cent. */
    Limit left() {
        return isInHours() ? new Limit.InHours(hours) : new Limit.InMoney(leftMoney());
    }

    boolean isEmpty() {
        return isInHours() ? hours.isZero() : leftMoney().isZero();
    }

    /** Takes off up to {@code most} and says what was taken. */
    Limit lapse(Limit most) {
        if (isInHours()) {
            Hours gone = hours.min(((Limit.InHours) most).hours());
            hours = hours.minus(gone);
            return new Limit.InHours(gone);
        }
        Money gone = leftMoney().min(((Limit.InMoney) most).money());
        money = leftMoney().minus(gone).amount();
        return new Limit.InMoney(gone);
    }

    boolean isExpiredAfter(LocalDate day) {
        LocalDate expires = lot.expires();
        return expires != null && !expires.isAfter(day);
    }

    /** The movement that tells how {@code amount} of this lot went. */
    Movement movement(Movement.Kind kind, Limit amount) {
        return amount instanceof Limit.InHours inHours
                ? new Movement(kind, lot.rule(), lot.granted(), null, inHours.hours(), null)
                : new Movement(kind, lot.rule(), lot.granted(), null, null, ((Limit.InMoney) amount).money());
    }

    /** What was used up since the start of the run. */
    Limit used() {
        return isInHours()
                ? new Limit.InHours(((Limit.InHours) lot.left()).hours().minus(hours))
                : new Limit.InMoney(((Limit.InMoney) lot.left()).money().minus(leftMoney()));
    }

    private Money leftMoney() {
        return Money.roundHalfUp(money, ((Limit.InMoney) lot.left()).money().currency());
    }
}
