package org.harvestxero.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BiConsumer;
import org.harvestxero.harvest.HarvestCalls;
import org.harvestxero.harvest.HarvestConnect;
import org.harvestxero.harvest.HarvestElementCollector;
import org.harvestxero.harvest.HarvestFiles;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.harvest.HarvestPages;
import org.harvestxero.http.RefreshingTokens;
import org.jspecify.annotations.Nullable;

/**
 * The connector to Harvest.
 *
 * @param consent null where a personal access token is set
 */
public record HarvestParts(
        HarvestGate gate,
        HarvestCalls calls,
        HarvestFiles files,
        MeterBinder meters,
        @Nullable HarvestConsent consent) {

    /** What a person's consent is asked for and used with. */
    public record HarvestConsent(RefreshingTokens tokens, HarvestConnect connect) {}

    /** Lets a refused token be presented to Harvest once more. */
    void askAnew() {
        if (consent != null) {
            consent.tokens().askAnew();
        }
    }

    /** Binds them by the names that routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("harvestGate", gate);
        registry.accept("harvestCalls", calls);
        registry.accept("harvestFiles", files);
        registry.accept("harvestPages", new HarvestPages());
        registry.accept("harvestCollecting", new HarvestElementCollector());
    }
}
