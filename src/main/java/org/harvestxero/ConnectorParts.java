package org.harvestxero;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What talks to both sides.
 *
 * @param bothSides asks both whom the settings open now
 */
record ConnectorParts(HttpParts http, HarvestParts harvest, XeroParts xero, BothSides bothSides) {

    List<MeterBinder> meters() {
        return List.of(harvest.meters(), xero.meters());
    }

    /** Binds what routes name, by the names they use. */
    void bindTo(BiConsumer<String, Object> registry) {
        http.bindTo(registry);
        harvest.bindTo(registry);
        xero.bindTo(registry);
    }
}
