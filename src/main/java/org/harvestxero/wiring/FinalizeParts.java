package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.finalize.ClientCharges;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.finalize.InvoiceCrediter;
import org.harvestxero.finalize.delivery.DeliverySteps;
import org.harvestxero.finalize.mirror.MirrorSteps;

/** What turns approved drafts into invoices on both sides and delivers them. */
public record FinalizeParts(
        DraftFinalizer draftFinalizer,
        ClientCharges charges,
        MirrorSteps mirrorSteps,
        DeliverySteps deliverySteps,
        InvoiceCrediter invoiceCrediter) {

    /** Binds them by the names that routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("handover", draftFinalizer);
        registry.accept("mirroring", mirrorSteps);
        registry.accept("delivering", deliverySteps);
        registry.accept("crediting", invoiceCrediter);
    }
}
