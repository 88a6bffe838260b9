package org.harvestxero.billing.terms;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Money;

/**
 * A fee each period that covers some hours or money of work whether or not they are used.
 *
 * @param when whether the fee of a period is billed before or after it
 * @param fees by the first day of the period; at least one
 * @param included what a full period's fee covers; a partial period's share goes with the fee
 * @param unused what becomes of the rest
 * @param overage what hours beyond cost
 * @param feeInFinalPeriod false when the last period of the agreement carries no fee and covers nothing
 */
public record Retainer(
        When when, List<FeeStep> fees, Limit included, Unused unused, Overage overage, boolean feeInFinalPeriod)
        implements Terms {
    /** When the fee is billed. */
    public enum When {
        IN_ADVANCE,
        IN_ARREARS
    }

    public Retainer {
        fees = List.copyOf(fees);
        if (fees.isEmpty()) {
            throw new IllegalArgumentException("A retainer needs a fee");
        }
        if (unused.limit() != null && !unused.limit().getClass().equals(included.getClass())) {
            throw new IllegalArgumentException("What is carried over is limited in what is included: hours or money");
        }
        if (unused.creditRate() != null && included instanceof Limit.InMoney) {
            throw new IllegalArgumentException("Unused money is credited as it is, without a rate");
        }
    }

    public static Retainer of(When when, Money fee, Limit included) {
        return new Retainer(
                when, List.of(new FeeStep(null, fee)), included, Unused.lapses(), Overage.atOwnRate(), true);
    }

    public Retainer with(Unused fate) {
        return new Retainer(when, fees, included, fate, overage, feeInFinalPeriod);
    }

    public Retainer with(Overage beyond) {
        return new Retainer(when, fees, included, unused, beyond, feeInFinalPeriod);
    }

    public Retainer withoutFinalFee() {
        return new Retainer(when, fees, included, unused, overage, false);
    }

    /** The full fee of a period that starts on {@code start}. */
    public Money feeOn(LocalDate start) {
        Money fee = fees.get(0).fee();
        LocalDate since = LocalDate.MIN;
        for (FeeStep step : fees) {
            LocalDate from = step.from() == null ? LocalDate.MIN : step.from();
            if (!from.isAfter(start) && !from.isBefore(since)) {
                fee = step.fee();
                since = from;
            }
        }
        return fee;
    }
}
