package org.harvestxero.wiring;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.store.ConnectionStore;

/**
 * What every wiring class starts from: the home and its settings, the database, Camel and the time.
 *
 * @param nanos a monotonic clock
 */
public record Basics(
        Home home, Settings settings, ConnectionStore store, CamelContext context, Clock clock, LongSupplier nanos) {

    /** Sends to {@code direct:} routes. */
    ProducerTemplate routes() {
        return context.createProducerTemplate();
    }
}
