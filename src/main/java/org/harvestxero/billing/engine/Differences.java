package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Rounding;

/** Names every step between what an entry is worth in Harvest and what it adds to a line before reductions. */
final class Differences {
    private final HoursBasis basis;

    Differences(HoursBasis basis) {
        this.basis = basis;
    }

    List<Difference> of(TimeCharge charge, BigDecimal worth, Rounding rounding) {
        Rate rate = charge.rate;
        Part part = charge.part;
        BigDecimal gross = charge.gross().amount();
        if (gross.compareTo(worth) == 0
                && charge.fitted().signum() == 0
                && rate.equals(part.entry().billableRate())) {
            return List.of();
        }
        List<Difference> differences = new ArrayList<>(2);
        BigDecimal atOurRate = rate.worth(part.hours());
        BigDecimal atOurHours = part.hours().equals(charge.billed()) ? atOurRate : rate.worth(charge.billed());
        boolean rounded = !rounding.isNone() || !rate.isHourly();
        Difference.Kind hours =
                basis == HoursBasis.MINUTES && !rounded ? Difference.Kind.MINUTES : Difference.Kind.ROUNDING;
        add(differences, Difference.Kind.RATE, atOurRate.subtract(worth));
        add(differences, hours, atOurHours.subtract(atOurRate));
        add(differences, Difference.Kind.CAP, charge.fitted());
        add(differences, Difference.Kind.CENTS, gross.subtract(charge.fitted()).subtract(atOurHours));
        return differences;
    }

    static Difference.Kind kind(Adjustment reduction) {
        return reduction.kind() == Adjustment.Kind.DISCOUNT ? Difference.Kind.DISCOUNT : Difference.Kind.WRITE_DOWN;
    }

    static void add(List<Difference> differences, Difference.Kind kind, BigDecimal amount) {
        if (amount.signum() != 0) {
            differences.add(new Difference(kind, amount));
        }
    }
}
