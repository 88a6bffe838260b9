package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.http.AuxiliaryCalls;
import org.harvestxero.http.BodyOnlyStrategy;
import org.harvestxero.http.CallClient;
import org.harvestxero.http.RetryAfterProcessor;

/** What the routes of both connectors call with. */
public record HttpParts(
        CallClient callClient,
        AuxiliaryCalls auxiliaryCalls,
        BodyOnlyStrategy bodyOnly,
        RetryAfterProcessor retryAfterProcessor) {

    /** Binds them by the names that routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("callClient", callClient);
        registry.accept("sideCalls", auxiliaryCalls);
        registry.accept("bodyOnly", bodyOnly);
        registry.accept("waitAsTold", retryAfterProcessor);
    }
}
