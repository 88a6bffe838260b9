package org.harvestxero.wiring;

import java.nio.file.Path;
import java.time.ZoneOffset;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.ClientCharges;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.finalize.InvoiceCrediter;
import org.harvestxero.finalize.delivery.DeliverySteps;
import org.harvestxero.finalize.mirror.MirrorSteps;
import org.harvestxero.store.ConnectionStore;

/**
 * Makes what turns approved drafts into invoices on both sides and delivers them: the beans {@code handover}, {@code mirroring},
 * {@code delivering} and {@code crediting}.
 */
final class FinalizeWiring {
    private FinalizeWiring() {}

    static FinalizeParts make(Basics basics, CopyParts copy) {
        ConnectionStore store = basics.store();
        DraftInvoicePlanner planner = copy.draftInvoicePlanner();
        AgreementArchive agreements =
                new AgreementArchive(store, new AgreementCatalogue(Path.of(""), ZoneOffset.UTC)::restore);
        DraftFinalizer finalizer = new DraftFinalizer(store, agreements, planner);
        MirrorSteps mirrors = new MirrorSteps(store, agreements, finalizer, planner, basics.clock(), basics.nanos());
        mirrors.seeToFailed(copy.answers().failedWrites());
        DeliverySteps deliveries = new DeliverySteps(
                basics.settings().optional("xero.tenant-id").orElse(store.connection()),
                store,
                agreements,
                planner,
                copy.planners().ownRefusalRecorder(),
                basics.clock());
        deliveries.seeToFailed(copy.answers().failedWrites());
        return new FinalizeParts(
                finalizer,
                new ClientCharges(finalizer, planner),
                mirrors,
                deliveries,
                new InvoiceCrediter(store, planner, basics.clock()));
    }
}
