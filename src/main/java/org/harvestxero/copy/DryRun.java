package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Trouble;
import org.harvestxero.copy.expense.ExpenseTrial;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.http.CommandStops;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a copying cycle with nothing sent: the same planning decides, in a transaction that is undone. Where a decision needs to
 * see something of either side, that is read after the transaction and the cycle is played again with what was read, until it asks
 * for nothing more.
 */
public final class DryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);
    /** What is read may lead to a question more: an edit, the money on its invoice, its payments, a write-off, its credit note. */
    private static final int MOST_ROUNDS = 8;

    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final Supplier<Deciders> deciders;
    private final CopyRouteReader order;
    private final Predicate<String> mayDecide;
    private final Progress progress;
    private final Clock clock;
    private final Map<String, Supplier<RehearsedStage>> beside = new ConcurrentHashMap<>();
    private volatile DryRunReads dryRunReads = new DryRunReads();

    /**
     * @param order of the cycle it plays
     * @param mayDecide whether all was read that a stage, by its name, decides by
     */
    public DryRun(
            ConnectionStore store,
            ProducerTemplate routes,
            Supplier<Deciders> deciders,
            CopyRouteReader order,
            Predicate<String> mayDecide,
            Progress progress,
            Clock clock) {
        this.store = store;
        this.routes = routes;
        this.deciders = deciders;
        this.order = order;
        this.mayDecide = mayDecide;
        this.progress = progress;
        this.clock = clock;
    }

    /** What decides in it; made anew for each go. */
    public record Deciders(Planners planners, ExpenseTrial expenses) {}

    /** Has the stage of that name played, too, which writes to Harvest. @param rehearsed made anew for each go */
    public void plays(String stage, Supplier<RehearsedStage> rehearsed) {
        beside.put(stage, rehearsed);
    }

    /**
     * What the report tells besides the documents.
     *
     * @param first whether no cycle was begun since the start
     */
    record Telling(Instant began, Supplier<CycleReport.Calls> calls, List<Trouble> troubles, boolean first) {}

    /**
     * @param only the one invoice it is about, which policy is not asked about; null for all
     * @return the report of the cycle, what it would have done as planned
     */
    CycleReport play(@Nullable SourceDocument only, Telling telling) {
        dryRunReads = new DryRunReads();
        try {
            for (int round = 1; ; round++) {
                DryRunCycle cycle =
                        new DryRunCycle(store, deciders.get(), order, mayDecide, dryRunReads, clock, only, telling);
                beside.forEach((stage, rehearsed) -> cycle.plays(stage, rehearsed.get()));
                progress.begin("dry-run", null, Progress.Ahead.NOTHING);
                store.rehearse(() -> CopyEventLog.quietly(cycle::play));
                if (dryRunReads.wantsNothing()) {
                    return cycle.report();
                }
                if (round == MOST_ROUNDS) {
                    LOG.warn("The dry run still had questions after {} rounds; it tells what it knows", round);
                    return cycle.report();
                }
                read();
            }
        } finally {
            progress.end();
            dryRunReads = new DryRunReads();
        }
    }

    private void read() {
        List<XeroRequest> requests = dryRunReads.wantedRequests();
        List<SourceDocument> invoices = dryRunReads.wantedPayments();
        progress.begin("dry-run-reads", (long) requests.size() + invoices.size(), Progress.Ahead.NOTHING);
        for (XeroRequest request : requests) {
            ask(request);
            progress.done(1);
        }
        for (SourceDocument invoice : invoices) {
            CommandStops.send(routes, "direct:rehearse-payments", invoice, Map.of());
            dryRunReads.paymentsRead(invoice.sourceId());
            progress.done(1);
        }
    }

    /** What Xero doesn't know is an answer, too. */
    private void ask(XeroRequest request) {
        try {
            Exchange exchange = CommandStops.send(routes, "direct:xero-read", request, Map.of());
            dryRunReads.answered(request, exchange.getMessage().getBody(XeroResponse.class));
        } catch (CamelExecutionException e) {
            if (!(e.getCause() instanceof RequestRefusedException refused) || refused.status() != NOT_FOUND) {
                throw e;
            }
            dryRunReads.unknown(request);
        }
    }

    /** Keeps one page of an invoice's payments until the cycle is played again. */
    public void keep(HarvestPage page, SourceDocument invoice) {
        dryRunReads.keep(page, invoice.sourceId());
    }
}
