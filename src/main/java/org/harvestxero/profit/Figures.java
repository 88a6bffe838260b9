package org.harvestxero.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.harvestxero.profit.Fact.Amounts;
import org.harvestxero.profit.Fact.Billed;
import org.harvestxero.profit.Fact.Effort;
import org.harvestxero.profit.Fact.Lag;

/**
 * The sums of a group, and what follows from them.
 *
 * @param people how many worked
 */
public record Figures(Effort effort, Amounts amounts, Billed billed, Lag lag, Backlog backlog, int people) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Of hundred, to one decimal; empty where there is nothing to take it of. */
    static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP));
    }

    static Optional<BigDecimal> ratio(BigDecimal part, BigDecimal whole, int digits) {
        return whole.signum() == 0 ? Optional.empty() : Optional.of(part.divide(whole, digits, RoundingMode.HALF_UP));
    }

    /** Revenue and what accrued. */
    BigDecimal earned() {
        BigDecimal accrued = amounts.accrued();
        return accrued == null ? amounts.revenue() : amounts.revenue().add(accrued);
    }

    public BigDecimal margin() {
        return earned().subtract(amounts.cost()).subtract(amounts.expenses());
    }

    boolean isNothing() {
        return onlyWaits() && backlog.isNothing();
    }

    /** Whether nothing was worked, earned or spent: if anything, something waits. */
    public boolean onlyWaits() {
        return effort.worked().signum() == 0
                && effort.capacity().signum() == 0
                && amounts.cost().signum() == 0
                && amounts.revenue().signum() == 0
                && amounts.expenses().signum() == 0
                && (amounts.accrued() == null || amounts.accrued().signum() == 0)
                && billed.worth().signum() == 0;
    }
}
