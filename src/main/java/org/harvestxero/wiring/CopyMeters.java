package org.harvestxero.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.harvestxero.store.database.CommittedWork;

/**
 * Counters since this process began, so that their increase is what it did.
 *
 * @param connection named on each
 */
record CopyMeters(String connection, CommittedWork committedWork) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("harvestxero.documents.copied", committedWork, CommittedWork::copied)
                .description("Documents that came to stand in Xero by this process's doing")
                .tag("connection", connection)
                .register(registry);
        FunctionCounter.builder("harvestxero.failures", committedWork, CommittedWork::failures)
                .description("Documents this process found failed, each try counted")
                .tag("connection", connection)
                .register(registry);
        FunctionCounter.builder("harvestxero.duplicates.prevented", committedWork, CommittedWork::duplicatesPrevented)
                .description("Duplicates this process prevented")
                .tag("connection", connection)
                .register(registry);
    }
}
