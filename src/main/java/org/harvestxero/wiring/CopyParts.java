package org.harvestxero.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BiConsumer;
import org.harvestxero.api.Progress;
import org.harvestxero.copy.CopyCycle;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CopyRouteReader;
import org.harvestxero.copy.CopyVitals;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.DefaultCopyService;
import org.harvestxero.copy.DryRun;
import org.harvestxero.copy.Planners;
import org.harvestxero.copy.contact.ContactCompletion;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.failure.DeadLetters;
import org.harvestxero.copy.failure.FailedCopyFeed;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.ingest.AccountReader;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.copy.ingest.ProjectListReader;
import org.harvestxero.copy.outbox.LostBatchRecovery;
import org.harvestxero.copy.outbox.RequestBodyRetention;
import org.harvestxero.copy.outbox.VerdictMatcher;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.XeroReferenceData;

/** What copies documents from Harvest to Xero, in the groups of a cycle: read, plan, send, follow up. */
public record CopyParts(
        Planners planners,
        StageInputs stageInputs,
        DraftInvoicePlanner draftInvoicePlanner,
        Readers readers,
        Answers answers,
        Work work,
        ExpenseParts expenses,
        MeterBinder meters) {

    /** What reads the state of both sides. */
    public record Readers(
            XeroReferenceData referenceData,
            ProjectListReader projects,
            ListingCursors cursors,
            AccountReader account,
            XeroContactCache contacts,
            ContactCompletion contactCompletion) {

        private void bindTo(BiConsumer<String, Object> registry) {
            registry.accept("settingsCache", referenceData);
            registry.accept("projectReading", projects);
            registry.accept("listings", cursors);
            registry.accept("accountReading", account);
            registry.accept("xeroContacts", contacts);
            registry.accept("contactCompletion", contactCompletion);
        }
    }

    /** What deals with answers, and with requests that got none. */
    public record Answers(
            VerdictMatcher matcher,
            LostBatchRecovery lostBatches,
            RequestBodyRetention keptBodies,
            FailedWrites failedWrites,
            FailedCopyFeed failedCopies,
            DeadLetters deadLetters) {}

    /** The copying cycle, what stops it and what goes wrong in it. */
    public record Cycle(CopyCycle runs, CopyPause pause, CycleTroubles troubles, CopyRouteReader order) {}

    /** The copying cycle, and what people may ask about it. */
    public record Work(
            Cycle cycle, DryRun dryRun, Progress progress, CopyVitals vitals, DefaultCopyService copyService) {}

    /** Binds the beans of the copying cycle. */
    public void bindTo(BiConsumer<String, Object> registry) {
        readers.bindTo(registry);
        bindPlanners(registry);
        registry.accept("sending", planners.batchDispatcher());
        registry.accept("answers", answers.matcher());
        registry.accept("outcomes", planners.verdictRecorder());
        registry.accept("looking", answers.lostBatches());
        registry.accept("keptBodies", answers.keptBodies());
        registry.accept("failedWrites", answers.failedWrites());
        registry.accept("failedCopies", answers.failedCopies());
        registry.accept("deadLetters", answers.deadLetters());
        registry.accept("cycle", work.cycle().runs());
        registry.accept("order", work.cycle().order());
        registry.accept("rehearsal", work.dryRun());
        expenses.bindTo(registry);
    }

    private void bindPlanners(BiConsumer<String, Object> registry) {
        registry.accept("recording", planners.sourceRecorder());
        registry.accept("invoicePlanning", planners.planning());
        registry.accept("invoiceEditing", planners.editing());
        registry.accept("paymentPlanning", planners.payments());
        registry.accept("paymentLists", planners.paymentLists());
        registry.accept("writeOffs", planners.writeOffPlanner());
        registry.accept("reopenings", planners.reopenPlanner());
        registry.accept("noteFinding", planners.notes());
        registry.accept("creditBalances", planners.balances());
        registry.accept("trackingOptions", planners.options());
        registry.accept("unexplainedMoney", planners.money());
        registry.accept("takenNumbers", planners.taken());
        registry.accept("retries", planners.failedCopyRetry());
        registry.accept("following", planners.xeroChangeTracker());
        registry.accept("sweeping", planners.deletionSweep());
    }
}
