package org.harvestxero;

import java.util.function.BiConsumer;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.recheck.BilledWorkCheck;

/**
 * What people decide and ask with, and what looks whether billed work changed.
 *
 * @param desk for commands and JMX; no route names it
 */
public record ReviewParts(BillingDesk desk, BilledWorkCheck billedWorkCheck) {

    /** Binds what routes name, by the name they use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("workChanges", billedWorkCheck);
    }
}
