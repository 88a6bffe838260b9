package org.harvestxero.copy.expense;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.expense.ExpenseMapper;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.PurchaseMapper;
import org.jspecify.annotations.Nullable;

/**
 * What expenses are decided by: the settings, {@code mappings.yaml}, Xero's set-up and the day.
 *
 * @param usual what becomes of an expense that no rule speaks of
 * @param since first day of expenses that are copied; null when that is not set
 * @param zone in which days begin
 */
public record ExpenseTerms(
        ExpenseWay usual,
        @Nullable LocalDate since,
        Supplier<ExpensePolicy> policies,
        Supplier<ZoneId> zone,
        MappingContexts contexts,
        Clock clock) {

    /** Whether expenses are copied at all. */
    public boolean isOn() {
        return usual != ExpenseWay.NONE && since != null;
    }

    ExpensePolicy policy() {
        return policies.get();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone.get());
    }

    Optional<XeroSettings> xero() {
        return contexts.isXeroKnown() ? Optional.of(contexts.xero()) : Optional.empty();
    }

    ExpenseMapper mapper() {
        return new ExpenseMapper(policy(), usual, contexts.xero());
    }

    PurchaseMapper purchases() {
        return new PurchaseMapper(
                policy(),
                contexts.harvestAddress(),
                contexts.options().defaultDueDays(),
                contexts.xero().organisation().billTerms());
    }
}
