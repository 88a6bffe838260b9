package org.harvestxero.copying;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.calls.Stops;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.Progress;
import org.harvestxero.operations.Trouble;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a copying cycle with nothing sent: the same planning decides, in a transaction that is undone. Where a decision needs to
 * see something of either side, that is read after the transaction and the cycle is played again with what was read, until it asks
 * for nothing more.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** What is read may lead to a question more: an edit, the money on its invoice, its payments, a write-off, its credit note. */
    private static final int MOST_ROUNDS = 8;

    private final String connection;
    private final Ledger ledger;
    private final ProducerTemplate routes;
    private final Supplier<Deciders> deciders;
    private final Predicate<String> mayDecide;
    private final Progress progress;
    private final Clock clock;
    private volatile Seen seen = new Seen();

    /** @param mayDecide whether all was read that a stage, by its name, decides by */
    Rehearsal(
            String connection,
            Ledger ledger,
            ProducerTemplate routes,
            Supplier<Deciders> deciders,
            Predicate<String> mayDecide,
            Progress progress,
            Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.routes = routes;
        this.deciders = deciders;
        this.mayDecide = mayDecide;
        this.progress = progress;
        this.clock = clock;
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
        seen = new Seen();
        try {
            for (int round = 1; ; round++) {
                RehearsedCycle cycle =
                        new RehearsedCycle(connection, ledger, deciders.get(), mayDecide, seen, clock, only, telling);
                progress.begin("dry-run", null, Progress.Ahead.NOTHING);
                ledger.rehearse(() -> Events.quietly(cycle::play));
                if (seen.wantsNothing()) {
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
            seen = new Seen();
        }
    }

    private void read() {
        List<XeroRequest> requests = seen.wantedRequests();
        List<SourceDocument> invoices = seen.wantedPayments();
        progress.begin("dry-run-reads", (long) requests.size() + invoices.size(), Progress.Ahead.NOTHING);
        for (XeroRequest request : requests) {
            Exchange exchange = Stops.send(routes, "direct:xero-read", request, Map.of());
            seen.answered(request, exchange.getMessage().getBody(XeroAnswer.class));
            progress.done(1);
        }
        for (SourceDocument invoice : invoices) {
            Stops.send(routes, "direct:rehearse-payments", invoice, Map.of());
            seen.paymentsRead(invoice.sourceId());
            progress.done(1);
        }
    }

    /** Keeps one page of an invoice's payments until the cycle is played again. */
    public void keep(HarvestPage page, SourceDocument invoice) {
        seen.keep(page, invoice.sourceId());
    }
}
