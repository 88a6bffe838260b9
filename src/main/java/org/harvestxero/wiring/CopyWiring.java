package org.harvestxero.wiring;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.harvestxero.api.Progress;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.Settings;
import org.harvestxero.copy.DryRun;
import org.harvestxero.copy.Planners;
import org.harvestxero.copy.contact.ContactCompletion;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.expense.ExpensePlanner;
import org.harvestxero.copy.expense.ExpenseTerms;
import org.harvestxero.copy.expense.ExpenseTrial;
import org.harvestxero.copy.expense.PurchaseEditPlanner;
import org.harvestxero.copy.failure.DeadLetters;
import org.harvestxero.copy.failure.FailedCopyFeed;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.ingest.AccountReader;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.copy.ingest.ProjectListReader;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.outbox.LostBatchRecovery;
import org.harvestxero.copy.outbox.RequestBodyRetention;
import org.harvestxero.copy.outbox.VerdictMatcher;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.plan.PaymentMilestones;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.ServerClock;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable;
import org.harvestxero.xero.XeroGate;

/**
 * Makes what copies documents from Harvest to Xero, by {@link CopyWorkWiring} and {@link ExpenseWiring}. Its beans read both
 * sides ({@code recording}, {@code listings}, {@code settingsCache} …), plan ({@code invoicePlanning}, {@code paymentPlanning} …) and send
 * ({@code sending}, {@code answers}, {@code outcomes}, {@code looking} …); {@link CopyParts} names them all.
 */
final class CopyWiring {
    /** Of a minute. */
    private static final double QUARTERS = 4;

    private final Basics basics;
    private final Settings settings;
    private final ConnectionStore store;
    private final Clock clock;
    private final ConnectorParts connectors;
    private final Rules rules;
    private final Watches watches;
    private final ServerClock xeroTime;
    private final MappingContexts mappingContexts;
    private final ProjectListReader projects;
    private final StageInputs stageInputs;
    private final Planners.Common common;
    private final Planners planners;

    private CopyWiring(Basics basics, ConnectorParts connectors, Rules rules, Watches watches) {
        this.basics = basics;
        this.settings = basics.settings();
        this.store = basics.store();
        this.clock = basics.clock();
        this.connectors = connectors;
        this.rules = rules;
        this.watches = watches;
        this.xeroTime = new ServerClock(clock);
        this.projects = new ProjectListReader(store, rules.mappings()::rules);
        this.mappingContexts =
                new MappingContexts(store, rules.referenceData(), rules.mappings()::rules, rules.options(), projects);
        this.stageInputs = new StageInputs(store, rules.referenceData(), clock);
        this.common = new Planners.Common(
                settings, store, rules.referenceData(), mappingContexts, stageInputs, progress(), clock);
        this.planners = Planners.make(common);
    }

    static CopyParts make(Basics basics, ConnectorParts connectors, Rules rules, Watches watches) {
        return new CopyWiring(basics, connectors, rules, watches).make();
    }

    private CopyParts make() {
        planners.batchDispatcher().leavesUnless(watches::shortOfRoom);
        planners.batchDispatcher().looksAtClock(watches.clock()::look);
        store.fence().whenLeading(planners.batchDispatcher()::forget);
        store.fence().whenLeading(planners.paymentLists()::forget);
        store.invoiceNews().payments().onMoved(new PaymentMilestones(store, milestones())::paid);
        followClock();
        ExpenseParts expenses =
                ExpenseWiring.make(basics, rules, mappingContexts, stageInputs, planners.ownRefusalRecorder());
        return new CopyParts(
                planners,
                stageInputs,
                new DraftInvoicePlanner(
                        store, mappingContexts, planners.contactPlanner(), planners.ownRefusalRecorder(), clock),
                readers(),
                answers(),
                CopyWorkWiring.make(
                        basics,
                        connectors,
                        rules,
                        watches,
                        new CopyWorkWiring.Planning(
                                planners, () -> rehearsed(expenses.terms()), stageInputs, common.progress())),
                expenses,
                new CopyMeters(store.connection(), store.committedWork()));
    }

    private DryRun.Deciders rehearsed(ExpenseTerms terms) {
        Planners trial = Planners.make(common);
        return new DryRun.Deciders(
                trial,
                new ExpenseTrial(
                        new ExpensePlanner(store, terms, stageInputs, trial.ownRefusalRecorder(), clock),
                        new PurchaseEditPlanner(store, terms, trial.ownRefusalRecorder(), clock)));
    }

    private List<Integer> milestones() {
        return settings.optional("events.milestones").stream()
                .flatMap(percents -> Stream.of(percents.split(",")))
                .map(percent -> Integer.valueOf(percent.strip()))
                .toList();
    }

    private void followClock() {
        watches.clock().onJump(xeroTime::jumped);
        watches.clock().onJump(by -> {
            if (by.isNegative()) {
                store.waits().forgetAges(Instant.EPOCH);
                store.waits().end(clock.instant(), clock.instant());
                rules.referenceData().reread();
            }
        });
    }

    private CopyParts.Readers readers() {
        return new CopyParts.Readers(
                rules.referenceData(),
                projects,
                new ListingCursors(store, settings.date("copy.since").orElse(null), stageInputs, xeroTime),
                new AccountReader(store, mappingContexts, clock),
                new XeroContactCache(store),
                new ContactCompletion(store, planners.contactPlanner(), clock));
    }

    private CopyParts.Answers answers() {
        LostBatchRecovery lostBatches =
                new LostBatchRecovery(store, planners.verdictRecorder(), planners.batchDispatcher(), xeroTime, clock);
        return new CopyParts.Answers(
                new VerdictMatcher(planners.batchDispatcher()),
                lostBatches,
                new RequestBodyRetention(
                        store, settings.number("audit.days"), settings.number("audit.megabytes"), clock),
                failedWrites(planners.batchDispatcher(), lostBatches, planners.options()),
                new FailedCopyFeed(store, planners.paymentLists()::areRead, clock),
                new DeadLetters(store));
    }

    private static FailedWrites failedWrites(
            BatchDispatcher batches, LostBatchRecovery lost, TrackingOptionCreator options) {
        return new FailedWrites()
                .on(
                        BatchTable.Batch.class,
                        new FailedWrites.Handling<>(lost::refused, batches::notTaken, batches::inDoubt))
                .on(
                        Tracking.class,
                        new FailedWrites.Handling<>(
                                options::refused,
                                (tracking, why) -> {
                                    if (why instanceof StoppedException) {
                                        options.inDoubt(
                                                tracking, why); // it is searched for before it is asked for again
                                    } else {
                                        options.notTaken(tracking, why);
                                    }
                                },
                                options::inDoubt));
    }

    private Progress progress() {
        HarvestGate harvest = connectors.harvest().gate();
        XeroGate xero = connectors.xero().gate();
        int reserve = settings.number("xero.day-reserve");
        double harvestPerMinute = settings.number("harvest.calls-per-15-seconds") * QUARTERS;
        double xeroPerMinute = settings.number("xero.calls-per-minute");
        return new Progress(System::nanoTime, () -> harvest.callsMade() + xero.callsMade(), () -> {
            OptionalInt today = xero.callsLeftToday();
            return new Progress.Limits(
                    harvestPerMinute,
                    xeroPerMinute,
                    today.isPresent() ? OptionalInt.of(Math.max(0, today.getAsInt() - reserve)) : today);
        });
    }
}
