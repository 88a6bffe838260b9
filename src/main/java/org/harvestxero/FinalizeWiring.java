package org.harvestxero;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.ClientCharges;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.finalize.InvoiceCrediter;
import org.harvestxero.finalize.delivery.DeliverySteps;
import org.harvestxero.finalize.mirror.MirrorSteps;
import org.harvestxero.store.ConnectionStore;

/** Makes the beans the hand-over routes name. */
public final class FinalizeWiring {
    private FinalizeWiring() {}

    /**
     * What handing over needs from the other parts.
     *
     * @param nanos time that passes, whatever the clock shows
     */
    public record Needs(
            Settings settings,
            ConnectionStore store,
            Clock clock,
            LongSupplier nanos,
            DraftInvoicePlanner planning,
            FailedCopyRecorder failedCopyRecorder) {}

    public static Map<String, Object> make(Needs needs) {
        ConnectionStore store = needs.store();
        AgreementArchive agreementArchive =
                new AgreementArchive(store, new AgreementCatalogue(Path.of(""), ZoneOffset.UTC)::restore);
        DraftFinalizer draftFinalizer = new DraftFinalizer(store, agreementArchive, needs.planning());
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("handover", draftFinalizer);
        beans.put("letting", draftFinalizer.draftReleaseListener());
        beans.put("charges", new ClientCharges(draftFinalizer, needs.planning()));
        beans.put(
                "mirroring",
                new MirrorSteps(
                        store, agreementArchive, draftFinalizer, needs.planning(), needs.clock(), needs.nanos()));
        beans.put(
                "delivering",
                new DeliverySteps(
                        needs.settings().optional("xero.tenant-id").orElse(store.connection()),
                        store,
                        agreementArchive,
                        needs.planning(),
                        needs.failedCopyRecorder(),
                        needs.clock()));
        beans.put("crediting", new InvoiceCrediter(store, needs.planning(), needs.clock()));
        return beans;
    }
}
