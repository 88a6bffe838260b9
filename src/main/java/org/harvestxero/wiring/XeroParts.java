package org.harvestxero.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BiConsumer;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroCalls;
import org.harvestxero.xero.XeroConnect;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroPages;
import org.harvestxero.xero.XeroSettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * The connector to Xero.
 *
 * @param connect asks a person for consent; null for a custom connection
 */
public record XeroParts(
        XeroGate gate,
        XeroCalls calls,
        XeroAccess access,
        MeterBinder meters,
        @Nullable XeroConnect connect) {

    /** Binds them by the names that routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("xeroGate", gate);
        registry.accept("xeroCalls", calls);
        registry.accept("payrollGate", gate);
        registry.accept("payrollCalls", calls);
        registry.accept("xeroPages", new XeroPages());
        registry.accept("xeroSettingsReading", new XeroSettingsReader());
    }
}
