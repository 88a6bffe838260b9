package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.recheck.BilledWorkCheck;

/**
 * What people review, explain and replay drafts with, and the check for billed work that changed since.
 *
 * @param desk for commands and JMX; no route names it
 */
public record ReviewParts(BillingDesk desk, BilledWorkCheck billedWorkCheck) {

    /** Binds the check; people come through the desk. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("workChanges", billedWorkCheck);
    }
}
