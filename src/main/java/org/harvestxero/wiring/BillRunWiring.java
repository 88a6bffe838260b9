package org.harvestxero.wiring;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billrun.BillingFailures;
import org.harvestxero.billrun.ClientBiller;
import org.harvestxero.billrun.DefaultBillingService;
import org.harvestxero.billrun.DuePeriodFinder;
import org.harvestxero.billrun.QueuedDrafts;
import org.harvestxero.billrun.ReadyHarvest;
import org.harvestxero.billrun.ReadyLook;
import org.harvestxero.billrun.ReadyTrigger;
import org.harvestxero.billrun.ReplacementDates;
import org.harvestxero.billrun.TaxChangeCheck;
import org.harvestxero.billrun.TrackedWorkQuery;
import org.harvestxero.billrun.UnbilledWorkQuery;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.CorrectionTable.Later;

/**
 * Makes what bills the periods that are due: the beans {@code billing}, {@code billingLook}, {@code workReading}, {@code clientBilling} and
 * {@code unbilledLook}.
 */
final class BillRunWiring {
    private final Basics basics;
    private final Rules rules;
    private final CopyParts copy;
    private final DraftReleaseListener draftReleaseListener;

    private BillRunWiring(Basics basics, Rules rules, CopyParts copy, DraftReleaseListener draftReleaseListener) {
        this.basics = basics;
        this.rules = rules;
        this.copy = copy;
        this.draftReleaseListener = draftReleaseListener;
    }

    /** @param draftReleaseListener records what drafts come to when they are released */
    static BillRunParts make(
            Basics basics,
            ConnectorParts connectors,
            Rules rules,
            CopyParts copy,
            DraftReleaseListener draftReleaseListener) {
        BillRunWiring wiring = new BillRunWiring(basics, rules, copy, draftReleaseListener);
        return wiring.make(new DefaultBillingService(
                basics.store(),
                basics.routes(),
                copy.work().cycle().pause(),
                copy.work().cycle().troubles(),
                connectors.harvest().gate(),
                connectors.xero().gate(),
                basics.clock(),
                wiring.readyLook()));
    }

    private ReadyLook readyLook() {
        return new ReadyLook(
                basics.store(),
                rules.agreements(),
                ReadyTrigger.of(basics.settings()),
                new TaxChangeCheck(copy.draftInvoicePlanner()),
                new ReadyHarvest(basics.routes()),
                basics.settings().date("bill.since").orElse(null),
                basics.clock());
    }

    private BillRunParts make(DefaultBillingService billingService) {
        ConnectionStore store = basics.store();
        Clock clock = basics.clock();
        BillingFailures failures = new BillingFailures(store, copy.planners().ownRefusalRecorder(), clock);
        LocalDate since = basics.settings().date("bill.since").orElse(null);
        return new BillRunParts(
                new DuePeriodFinder(
                        store,
                        rules.agreements(),
                        failures,
                        since,
                        copy.work().cycle().pause()::shortOfRoom,
                        clock),
                new UnbilledWorkQuery(store, rules.agreements(), rules.zone(), since, clock),
                new TrackedWorkQuery(store),
                biller(failures),
                WorthWiring.make(basics, rules),
                billingService);
    }

    private ClientBiller biller(BillingFailures failures) {
        ConnectionStore store = basics.store();
        return new ClientBiller(
                store,
                failures,
                new QueuedDrafts(store, this::review, draftReleaseListener),
                rules.agreements(),
                new ReplacementDates(
                        ReplacementDates.By.of(basics.settings().text("rebill.date")),
                        () -> rules.referenceData()
                                .find()
                                .flatMap(known -> known.organisation().lockedUntil()),
                        basics.clock()),
                new TaxChangeCheck(copy.draftInvoicePlanner()),
                draftReleaseListener,
                Later.of(basics.settings().text("rebill.later")));
    }

    /** Who has to approve, by the agreement that a draft was made from. */
    private Optional<ReviewPolicy> review(String hash, Currency currency) {
        return basics.store()
                .billing()
                .agreementVersions()
                .find(hash)
                .map(kept -> rules.agreements()
                        .restore(kept.file(), kept.content())
                        .in(currency)
                        .review());
    }
}
