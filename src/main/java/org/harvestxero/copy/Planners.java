package org.harvestxero.copy;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.Progress;
import org.harvestxero.config.Settings;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.ingest.DeletionSweep;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.outbox.AwaitedLists;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.outbox.NumberConflicts;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.plan.CreditNoteLookup;
import org.harvestxero.copy.plan.InvoiceEditPlanner;
import org.harvestxero.copy.plan.InvoicePlanner;
import org.harvestxero.copy.plan.KnownPayments;
import org.harvestxero.copy.plan.OverpaymentReport;
import org.harvestxero.copy.plan.PaymentLists;
import org.harvestxero.copy.plan.PaymentPlanner;
import org.harvestxero.copy.plan.ReopenPlanner;
import org.harvestxero.copy.plan.WriteOffPlanner;
import org.harvestxero.copy.plan.XeroChangeTracker;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.DeepLinks;

/**
 * All that decides what a document asks of Xero, made in one place: a dry run decides with a set of its own, so that it decides
 * alike and leaves nothing behind in the memory of the other.
 */
public record Planners(
        OwnRefusalRecorder ownRefusalRecorder,
        ContactPlanner contactPlanner,
        SourceRecorder sourceRecorder,
        InvoicePlanner planning,
        InvoiceEditPlanner editing,
        VerdictRecorder verdictRecorder,
        NumberConflicts taken,
        UnexplainedPayments money,
        PaymentPlanner payments,
        PaymentLists paymentLists,
        WriteOffPlanner writeOffPlanner,
        ReopenPlanner reopenPlanner,
        CreditNoteLookup notes,
        OverpaymentReport balances,
        TrackingOptionCreator options,
        BatchDispatcher batchDispatcher,
        XeroChangeTracker xeroChangeTracker,
        DeletionSweep deletionSweep,
        FailedCopyRetry failedCopyRetry,
        FailedCopyPages failedCopyPages,
        CycleReportBuilder cycleReportBuilder) {
    private static final int MOST_LANES = 4;

    /** What both sets share, since nobody decides by its memory: Xero's set-up, the rules in force, what was read. */
    public record Common(
            Settings settings,
            ConnectionStore store,
            XeroReferenceData cache,
            MappingContexts mappingContexts,
            StageInputs stageInputs,
            Progress progress,
            Clock clock) {}

    /** One more that finds and plans contacts, which shares nothing with the others. */
    public static ContactPlanner contactPlanner(
            Settings settings,
            ConnectionStore store,
            XeroReferenceData cache,
            StageInputs stageInputs,
            OwnRefusalRecorder refusals,
            Clock clock) {
        return new ContactPlanner(
                store,
                cache,
                stageInputs,
                refusals,
                clock,
                settings.flag("copy.contact-by-email"),
                MappingSettings.contactDefaults(settings));
    }

    public static Planners make(Common common) {
        Settings settings = common.settings();
        ConnectionStore store = common.store();
        Clock clock = common.clock();
        XeroReferenceData cache = common.cache();
        MappingContexts mappingContexts = common.mappingContexts();
        StageInputs stageInputs = common.stageInputs();
        CopyOptions options = mappingContexts.options();
        boolean followsClosed = settings.text("copy.closed").equals("follow");

        OwnRefusalRecorder ownRefusalRecorder = new OwnRefusalRecorder(store, clock);
        ContactPlanner contactPlanner = contactPlanner(settings, store, cache, stageInputs, ownRefusalRecorder, clock);
        SourceRecorder sourceRecorder = new SourceRecorder(
                store, ownRefusalRecorder, clock, settings.date("copy.since").orElse(null));
        InvoicePlanner planning = new InvoicePlanner(
                store, mappingContexts, contactPlanner, sourceRecorder, stageInputs, ownRefusalRecorder, clock);
        VerdictRecorder verdictRecorder = new VerdictRecorder(store, cache, clock);
        NumberConflicts taken = new NumberConflicts(store, verdictRecorder, clock);
        verdictRecorder.onTakenNumber(taken::add);
        AwaitedLists awaitedLists = new AwaitedLists(System::nanoTime);
        UnexplainedPayments money = new UnexplainedPayments(
                store,
                verdictRecorder,
                ownRefusalRecorder,
                awaitedLists,
                settings.text("copy.payments-match").equals("adopt"),
                clock);
        PaymentPlanner payments = new PaymentPlanner(
                store,
                mappingContexts,
                contactPlanner,
                sourceRecorder,
                ownRefusalRecorder,
                money,
                new PaymentPlanner.Policy(
                        MappingSettings.paymentAccounts(settings),
                        settings.flag("copy.payments"),
                        settings.text("copy.on-payment-delete").equals("follow")),
                clock);
        verdictRecorder.onGonePayment(payments::gone);
        WriteOffPlanner writeOffPlanner = new WriteOffPlanner(
                store,
                mappingContexts,
                contactPlanner,
                ownRefusalRecorder,
                new WriteOffPlanner.Policy(
                        followsClosed,
                        settings.optional("copy.write-off-account").orElse(null),
                        settings.zone("time-zone").orElse(null)),
                clock);
        TrackingOptionCreator trackingOptionCreator =
                new TrackingOptionCreator(store, cache, options.trackingCategory(), clock);
        int lanes = Math.min(MOST_LANES, settings.number("xero.calls-in-flight"));
        String tenant = settings.optional("xero.tenant-id").orElse(store.connection());
        BatchDispatcher batchDispatcher =
                new BatchDispatcher(tenant, lanes, store, trackingOptionCreator, money, awaitedLists, clock);
        DeletionSweep deletionSweep = new DeletionSweep(
                store,
                sourceRecorder,
                ownRefusalRecorder,
                settings.text("copy.on-delete").equals("follow"));
        InvoiceEditPlanner editing = new InvoiceEditPlanner(
                store, mappingContexts, planning.preview(), stageInputs, ownRefusalRecorder, clock);
        if (settings.text("copy.payments-back").equals("follow")
                && settings.text("copy.payments-back.on-void").equals("draft")) {
            editing.voidedAreDrafts();
        }
        planning.onDone(common.progress()::done);
        editing.onDone(common.progress()::done);
        payments.onDone(common.progress()::done);
        verdictRecorder.onDone(common.progress()::sent);
        PaymentLists paymentLists = new PaymentLists(
                payments,
                new KnownPayments(store, payments, clock),
                awaitedLists,
                batchDispatcher::isHalted,
                System::nanoTime);
        batchDispatcher.plans(paymentLists);
        XeroDocumentLinks links = new XeroDocumentLinks(cache, new DeepLinks(settings.text("xero.app-url")));
        FailedCopyPages failedCopyPages =
                new FailedCopyPages(store, new KnownDocuments(store, mappingContexts, links), clock);
        return new Planners(
                ownRefusalRecorder,
                contactPlanner,
                sourceRecorder,
                planning,
                editing,
                verdictRecorder,
                taken,
                money,
                payments,
                paymentLists,
                writeOffPlanner,
                new ReopenPlanner(store, ownRefusalRecorder, followsClosed, clock),
                new CreditNoteLookup(store, verdictRecorder, followsClosed, clock),
                new OverpaymentReport(store, ownRefusalRecorder),
                trackingOptionCreator,
                batchDispatcher,
                new XeroChangeTracker(store, ownRefusalRecorder, money),
                deletionSweep,
                new FailedCopyRetry(
                        store, contactPlanner, payments, writeOffPlanner, deletionSweep, followed(settings), clock),
                failedCopyPages,
                new CycleReportBuilder(
                        store, failedCopyPages, new WaitingReasons(trackingOptionCreator, money, clock), links));
    }

    /** What is carried out now and only reported by the other policy. */
    private static Set<FailureCode> followed(Settings settings) {
        Map<String, Set<FailureCode>> reports = Map.of(
                "copy.on-delete", Set.of(FailureCode.DELETED_IN_HARVEST),
                "copy.payments-back.on-delete", Set.of(FailureCode.PAYMENT_DELETED_IN_XERO),
                "copy.on-payment-delete", Set.of(FailureCode.PAYMENT_DELETED_IN_HARVEST),
                "copy.closed", Set.of(FailureCode.WRITTEN_OFF_IN_HARVEST, FailureCode.REOPENED_IN_HARVEST));
        Set<FailureCode> followed = new HashSet<>();
        if (settings.text("copy.payments-back").equals("follow")) {
            followed.add(FailureCode.PAYMENT_ONLY_IN_XERO);
        }
        if (settings.text("copy.payments-back.credits").equals("payment-with-note")) {
            followed.add(FailureCode.CREDIT_ONLY_IN_XERO);
        }
        reports.forEach((key, codes) -> followed.addAll(settings.text(key).equals("follow") ? codes : Set.of()));
        return followed;
    }
}
