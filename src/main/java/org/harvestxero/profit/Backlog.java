package org.harvestxero.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.jspecify.annotations.Nullable;

/**
 * What waits at the end of the months: work for its invoice, invoices for their money. Whole cents of the company's currency.
 *
 * @param unbilled at agreed prices, by days since the work was done; null while that is not reckoned
 * @param owed what clients owe; null while that is not known
 */
public record Backlog(
        @Nullable AgedAmounts unbilled, @Nullable Owed owed) {
    public static final Backlog NONE = new Backlog(null, null);

    /**
     * With tax, each invoice at its own rate.
     *
     * @param open left to pay, by days past due
     * @param invoiced in the days that days sales outstanding look at
     */
    public record Owed(AgedAmounts open, BigDecimal invoiced) {
        Owed plus(Owed other) {
            return new Owed(open.plus(other.open), invoiced.add(other.invoiced));
        }
    }

    Backlog plus(Backlog other) {
        if (other == NONE) {
            return this;
        }
        AgedAmounts more = other.unbilled;
        Owed further = other.owed;
        return new Backlog(
                unbilled == null ? more : more == null ? unbilled : unbilled.plus(more),
                owed == null ? further : further == null ? owed : owed.plus(further));
    }

    /** The same without what is owed, which is known by client alone. */
    Backlog ofWork() {
        return new Backlog(unbilled, null);
    }

    boolean isNothing() {
        return (unbilled == null || unbilled.isNothing())
                && (owed == null || owed.open().isNothing() && owed.invoiced().signum() == 0);
    }

    Optional<BigDecimal> unbilled(Function<AgedAmounts, BigDecimal> age) {
        return Optional.ofNullable(unbilled).map(age);
    }

    Optional<BigDecimal> open(Function<AgedAmounts, BigDecimal> age) {
        return Optional.ofNullable(owed).map(Owed::open).map(age);
    }

    Optional<BigDecimal> invoiced() {
        return Optional.ofNullable(owed).map(Owed::invoiced);
    }

    /** Days sales outstanding, with one decimal; empty where nothing was invoiced. */
    Optional<BigDecimal> daysOfSales() {
        return Optional.ofNullable(owed)
                .filter(of -> of.invoiced().signum() > 0)
                .map(of -> of.open()
                        .total()
                        .multiply(BigDecimal.valueOf(DaysOfSales.SPAN))
                        .divide(of.invoiced(), 1, RoundingMode.HALF_UP));
    }
}
