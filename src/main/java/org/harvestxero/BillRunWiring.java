package org.harvestxero;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.billrun.BillingFailures;
import org.harvestxero.billrun.ClientBiller;
import org.harvestxero.billrun.DefaultBillingService;
import org.harvestxero.billrun.DuePeriodFinder;
import org.harvestxero.billrun.LastGoodAgreements;
import org.harvestxero.billrun.QueuedDrafts;
import org.harvestxero.billrun.ReplacementDates;
import org.harvestxero.billrun.TaxCheck;
import org.harvestxero.billrun.TrackedWorkQuery;
import org.harvestxero.billrun.UnbilledWorkQuery;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.copy.CopyCycle;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.xero.XeroGate;

/** Makes the beans the billing routes name. */
public final class BillRunWiring {
    private BillRunWiring() {}

    /**
     * What billing needs from the other parts.
     *
     * @param agreements the folder
     * @param holidays what corrects the public holidays they name
     * @param lastGood versions to begin from
     * @param routes sends to {@code direct:} routes
     */
    public record Needs(
            Supplier<Path> agreements,
            HolidaysFile holidays,
            LastGood lastGood,
            Settings settings,
            ConnectionStore store,
            Clock clock,
            ProducerTemplate routes,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            CopyCycle copyCycle,
            XeroReferenceData xero,
            DraftInvoicePlanner planning,
            DraftReleaseListener draftReleaseListener) {}

    public static Map<String, Object> make(Needs needs) {
        Settings settings = needs.settings();
        ConnectionStore store = needs.store();
        BillingFailures tasks = new BillingFailures(store, new FailedCopyRecorder(store, needs.clock()), needs.clock());
        Supplier<ZoneId> zone = () -> settings.zone("time-zone")
                .orElseGet(() -> needs.xero()
                        .find()
                        .map(known -> known.organisation().zone())
                        .orElse(ZoneOffset.UTC));
        ActiveAgreements activeAgreements = new ActiveAgreements(
                needs.agreements(),
                zone,
                new LastGoodAgreements(store, needs.lastGood(), needs.clock()),
                needs.holidays());
        LocalDate since = settings.date("bill.since").orElse(null);
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("agreements", activeAgreements);
        beans.put(
                "billingLook",
                new DuePeriodFinder(
                        store, activeAgreements, tasks, since, needs.copyCycle()::shortOfRoom, needs.clock()));
        beans.put("unbilledLook", new UnbilledWorkQuery(store, activeAgreements, zone, since, needs.clock()));
        beans.put("workReading", new TrackedWorkQuery(store));
        beans.put(
                "clientBilling",
                new ClientBiller(
                        store,
                        tasks,
                        new QueuedDrafts(
                                store,
                                (hash, currency) -> store.agreementVersions()
                                        .find(hash)
                                        .map(kept -> activeAgreements
                                                .restore(kept.file(), kept.content())
                                                .in(currency)
                                                .review()),
                                needs.draftReleaseListener()),
                        activeAgreements,
                        new ReplacementDates(
                                ReplacementDates.By.of(settings.text("rebill.date")),
                                () -> needs.xero()
                                        .find()
                                        .flatMap(known -> known.organisation().lockedUntil()),
                                needs.clock()),
                        new TaxCheck(needs.planning()),
                        needs.draftReleaseListener(),
                        Later.of(settings.text("rebill.later"))));
        beans.put(
                "billing",
                new DefaultBillingService(
                        store,
                        needs.routes(),
                        needs.copyCycle(),
                        needs.harvestGate(),
                        needs.xeroGate(),
                        needs.clock()));
        return beans;
    }
}
