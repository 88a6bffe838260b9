package org.harvestxero.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The connectors to both sides.
 *
 * @param startingOver starts the links over with the account and organisation that the settings open now
 */
record ConnectorParts(HttpParts http, HarvestParts harvest, XeroParts xero, DefaultStartingOver startingOver) {

    List<MeterBinder> meters() {
        return List.of(harvest.meters(), xero.meters());
    }

    /** Binds the beans of both connectors and those they share. */
    void bindTo(BiConsumer<String, Object> registry) {
        http.bindTo(registry);
        harvest.bindTo(registry);
        xero.bindTo(registry);
    }
}
