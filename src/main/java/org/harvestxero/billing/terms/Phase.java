package org.harvestxero.billing.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Money;

/**
 * A phase, milestone or instalment of a fixed fee.
 *
 * @param name unique within its rule; what was billed of it is kept under it
 * @param amount all of it, before tax
 * @param match which of the rule's work belongs to it
 * @param progress how much of it is due since when; empty while nothing is
 */
public record Phase(String name, Money amount, Match match, List<Progress> progress) {
    /**
     * Some of a phase is due.
     *
     * @param since the day it is due or was completed
     * @param percent how much of the amount is due in all, above 0 to 100
     */
    public record Progress(LocalDate since, BigDecimal percent) {
        public Progress {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("A phase is done by 0 to 100 percent, not " + percent);
            }
        }
    }

    public Phase {
        progress = List.copyOf(progress);
    }

    /** All of it is due on a day. */
    public static Phase on(String name, Money amount, LocalDate day) {
        return new Phase(name, amount, Match.any(), List.of(new Progress(day, BigDecimal.valueOf(100))));
    }

    /** Nobody has flagged it as completed yet. */
    public static Phase open(String name, Money amount) {
        return new Phase(name, amount, Match.any(), List.of());
    }

    /** The percentage due by the end of {@code day}: the latest entry's. */
    public BigDecimal percentOn(LocalDate day) {
        BigDecimal percent = BigDecimal.ZERO;
        LocalDate since = LocalDate.MIN;
        for (Progress step : progress) {
            if (!step.since().isAfter(day) && !step.since().isBefore(since)) {
                percent = step.percent();
                since = step.since();
            }
        }
        return percent;
    }

    /** The amount due in all by the end of {@code day}, rounded to the nearest cent. */
    public Money dueOn(LocalDate day) {
        return amount.percentRoundedHalfUp(percentOn(day));
    }
}
