package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.billrun.ClientBiller;
import org.harvestxero.billrun.DefaultBillingService;
import org.harvestxero.billrun.DuePeriodFinder;
import org.harvestxero.billrun.TrackedWorkQuery;
import org.harvestxero.billrun.UnbilledWorkQuery;
import org.harvestxero.worth.AgreedPrices;

/**
 * What bills the periods that are due.
 *
 * @param agreedPrices what is not billed, and what it is worth; no bean
 */
public record BillRunParts(
        DuePeriodFinder duePeriods,
        UnbilledWorkQuery unbilledWork,
        TrackedWorkQuery trackedWork,
        ClientBiller clientBiller,
        AgreedPrices agreedPrices,
        DefaultBillingService billingService) {

    /** Binds them by the names that routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("billingLook", duePeriods);
        registry.accept("unbilledLook", unbilledWork);
        registry.accept("workReading", trackedWork);
        registry.accept("clientBilling", clientBiller);
        registry.accept("billing", billingService);
    }
}
