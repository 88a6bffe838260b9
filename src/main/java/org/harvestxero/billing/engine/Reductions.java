package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Adjustment;

/** How agreed reductions are booked and told. */
final class Reductions {
    private Reductions() {}

    /** What an entry bears of a reduction that has a line of its own. */
    static LineSource source(Source source, Adjustment reduction, Money amount) {
        return new LineSource(
                source,
                Hours.ZERO,
                Hours.ZERO,
                BigDecimal.ZERO,
                amount,
                null,
                "",
                "",
                List.of(new Difference(Differences.kind(reduction), amount.amount())));
    }

    /** The percentage without needless zeros; empty for an amount. */
    static String percent(Adjustment reduction) {
        BigDecimal percent = reduction.percent();
        return percent == null ? "" : percent.stripTrailingZeros().toPlainString();
    }

    /** Such as {@code 25 % discount: as agreed}. */
    static String inWords(Adjustment reduction) {
        String off = reduction.percent() == null ? String.valueOf(reduction.amount()) : percent(reduction) + " %";
        return off + " " + reduction.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": "
                + reduction.reason();
    }
}
