package org.harvestxero;

import java.util.function.BiConsumer;

/** All that talks to Harvest and Xero and works between them. */
record BusinessParts(
        ConnectorParts connectors,
        CopyParts copy,
        FinalizeParts finalizing,
        BillParts billing,
        ReviewParts review,
        NotificationParts notification) {

    /** Binds what routes name, by the names they use; nothing else is found by its name. */
    void bindTo(BiConsumer<String, Object> registry) {
        connectors.bindTo(registry);
        copy.bindTo(registry);
        finalizing.bindTo(registry);
        billing.bindTo(registry);
        review.bindTo(registry);
        notification.bindTo(registry);
    }
}
