package org.harvestxero.copy;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.harvestxero.api.CycleReport;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.outbox.Work;
import org.harvestxero.copy.plan.CreditNoteLookup;
import org.harvestxero.copy.plan.InvoiceEditPlanner;
import org.harvestxero.copy.plan.InvoicePlanner;
import org.harvestxero.copy.plan.PaymentPlanner;
import org.harvestxero.copy.plan.ReopenPlanner;
import org.harvestxero.copy.plan.WriteOffPlanner;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * One go at a copying cycle on trial, within a transaction that is undone: its stages one after the other, and instead of sending,
 * Xero takes everything but what can be known before: a number another document holds. What has yet to be read is asked for in
 * {@link DryRunReads} and passed over for now.
 */
final class DryRunCycle {
    private static final int PAGE = 200;
    private static final int TWINS_AT_ONCE = 40;
    /** What one document waits for is at most some steps long: contact, invoice, approval, payment, deletion, credit note. */
    private static final int MOST_PASSES = 20;

    private final ConnectionStore store;
    private final ExpectedVerdicts verdicts;
    private final DryRunNumbers numbers;
    private final DryRunReport telling;
    private final Planners deciders;
    private final CopyOrder order;
    private final Predicate<String> mayDecide;
    private final DryRunReads dryRunReads;
    private final Clock clock;
    private final @Nullable SourceDocument only;
    private final boolean first;
    private @Nullable CycleReport report;

    DryRunCycle(
            ConnectionStore store,
            Planners deciders,
            CopyOrder order,
            Predicate<String> mayDecide,
            DryRunReads dryRunReads,
            Clock clock,
            @Nullable SourceDocument only,
            DryRun.Telling telling) {
        this.store = store;
        this.deciders = deciders;
        this.order = order;
        this.mayDecide = mayDecide;
        this.dryRunReads = dryRunReads;
        this.clock = clock;
        this.only = only;
        this.first = telling.first();
        this.verdicts = new ExpectedVerdicts(store);
        this.numbers = new DryRunNumbers(store, deciders, dryRunReads);
        this.telling = new DryRunReport(deciders, telling, clock);
    }

    CycleReport report() {
        return Objects.requireNonNull(report, "played before");
    }

    void play() {
        telling.begin();
        deciders.batchDispatcher().newRound();
        deciders.xeroChangeTracker()
                .page(page(dryRunReads.twins().values().stream()
                        .map(XeroInvoiceView::element)
                        .toList()));
        deciders.money().listingBegins();
        deciders.money().listed();
        if (first) {
            store.documents().planSkippedAgain();
        }
        for (int pass = 0;
                pass < CopyCommand.PASSES && (pass == 0 || store.failedRows().isRetryDue());
                pass++) {
            order.stages().forEach(this::play);
        }
        report = telling.make();
    }

    /** What a stage decides or sends; the others only read. */
    private void play(String stage) {
        if (!mayDecide.test(stage)) {
            return;
        }
        switch (stage) {
            case "plan-invoices" -> planInvoices();
            case "edit-invoices" -> editInvoices();
            case "read-payments" -> planPayments();
            case "plan-write-offs" -> planWriteOffs();
            case "send-documents" -> send();
            case "note-credit-balances" -> deciders.balances().next().forEach(deciders.balances()::report);
            default -> {
                // nothing is decided in it
            }
        }
    }

    private boolean isWanted(SourceDocument document) {
        return only == null || only.sourceId() == document.sourceId();
    }

    private XeroPage page(List<XeroElement> elements) {
        return new XeroPage(elements, 1, true, clock.instant());
    }

    private void planInvoices() {
        InvoicePlanner planning = deciders.planning();
        deciders.failedCopyRetry().wake();
        List<SourceDocument> forced = only == null ? List.of() : List.of(only);
        planning.planAllForced(forced);
        for (List<SourceDocument> next = planning.next(forced); !next.isEmpty(); next = planning.next(forced)) {
            planning.planAll(next);
        }
    }

    private void editInvoices() {
        InvoiceEditPlanner editing = deciders.editing();
        for (long after = 0; ; ) {
            List<SourceDocument> page =
                    store.documents().inState(Kind.INVOICE, DocumentState.EDIT, after, TWINS_AT_ONCE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).sourceId();
            List<SourceDocument> edits = page.stream().filter(this::isWanted).toList();
            List<String> twins =
                    store
                            .links()
                            .find(
                                    Kind.INVOICE,
                                    edits.stream().map(SourceDocument::sourceId).toList())
                            .values()
                            .stream()
                            .map(Link::targetId)
                            .toList();
            if (!edits.isEmpty() && dryRunReads.knowsTwins(twins)) {
                editing.planAll(shown(twins), edits);
            }
        }
    }

    private List<XeroInvoiceView> shown(List<String> twins) {
        Map<String, XeroInvoiceView> known = dryRunReads.twins();
        return twins.stream()
                .filter(known::containsKey)
                .map(twin -> Objects.requireNonNull(known.get(twin)))
                .toList();
    }

    private void planPayments() {
        PaymentPlanner payments = deciders.payments();
        for (long after = 0; ; ) {
            List<SourceDocument> page = payments.after(after);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).sourceId();
            for (SourceDocument invoice : page) {
                Optional<List<HarvestPage>> shown =
                        isWanted(invoice) ? dryRunReads.payments(invoice) : Optional.empty();
                shown.ifPresent(pages -> {
                    pages.forEach(each -> payments.keep(each, invoice));
                    payments.plan(invoice);
                });
            }
        }
    }

    private void planWriteOffs() {
        ReopenPlanner reopenPlanner = deciders.reopenPlanner();
        CreditNoteLookup notes = deciders.notes();
        WriteOffPlanner writeOffPlanner = deciders.writeOffPlanner();
        reopenPlanner.next().stream()
                .filter(this::isWanted)
                .forEach(document ->
                        ask(reopenPlanner.noteRequest(document), answer -> reopenPlanner.undo(answer, document)));
        for (List<Row> rows = notes.first(); !rows.isEmpty(); rows = notes.next()) {
            List<Row> made = rows;
            ask(notes.ofRows(made), answer -> notes.adopt(answer, made));
        }
        List<SourceDocument> writtenOff =
                writeOffPlanner.next().stream().filter(this::isWanted).toList();
        for (List<SourceDocument> page : notes.pages(writtenOff)) {
            ask(notes.ofWrittenOff(page), notes::link);
            page.forEach(
                    document -> ask(writeOffPlanner.plan(document), answer -> writeOffPlanner.refit(answer, document)));
        }
    }

    private interface Taking {
        void take(XeroResponse answer);
    }

    private void ask(@Nullable XeroRequest question, Taking taking) {
        if (question != null) {
            dryRunReads.answer(question).ifPresent(taking::take);
        }
    }

    /** Until nothing moves any more: what is taken lets something else go. */
    private void send() {
        boolean moved = true;
        for (int pass = 0; moved && pass < MOST_PASSES; pass++) {
            moved = false;
            explainMoney();
            for (String work : order.kindsOfWork()) {
                moved |= send(Work.of(work));
            }
            moved |= deciders.options().takeForMade();
        }
    }

    private boolean send(Work work) {
        boolean moved = false;
        Set<Long> groups = new HashSet<>();
        for (long after = 0; ; ) {
            List<Row> page = store.outboxClaims().claimable(work.kind(), work.action(), after, PAGE);
            if (page.isEmpty()) {
                return moved;
            }
            after = page.get(page.size() - 1).id();
            List<Row> rows = deciders.batchDispatcher()
                    .ready(page.stream().filter(this::isWanted).toList(), groups);
            moved |= !rows.isEmpty();
            rows.forEach(row -> store.outboxVerdicts().foundWaiting(row.id()));
            List<Row> free = rows.stream().filter(numbers::isFree).toList();
            deciders.verdictRecorder()
                    .recordAll(free.stream()
                            .map(row -> new VerdictRecorder.Outcome(row, verdicts.of(row)))
                            .toList());
            free.forEach(telling::taken);
        }
    }

    /** Of the one invoice a person asks about: its own rows, its payments' and its contact's. */
    private boolean isWanted(Row row) {
        return only == null || row.kind() == Kind.CONTACT || row.groupId() == only.sourceId();
    }

    /** Payments travel only where all money on their invoices is explained. */
    private void explainMoney() {
        for (long after = 0; ; ) {
            List<Row> page = store.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.get(page.size() - 1).id();
            dryRunReads.knowsTwins(store
                    .links()
                    .find(
                            Kind.INVOICE,
                            page.stream()
                                    .filter(this::isWanted)
                                    .map(Row::groupId)
                                    .toList())
                    .values()
                    .stream()
                    .map(Link::targetId)
                    .filter(target -> !ExpectedVerdicts.isPlanned(target))
                    .toList());
        }
        for (UnexplainedPayments.Asked asked : deciders.money().questions()) {
            explain(asked);
        }
    }

    private void explain(UnexplainedPayments.Asked asked) {
        XeroListRequest listing = deciders.money().listing(asked);
        for (int page = 1; ; page++) {
            Optional<XeroResponse> answer = dryRunReads.answer(listing.request(page));
            if (answer.isEmpty()) {
                deciders.money().notAnswered(asked);
                return;
            }
            List<XeroPaymentView> payments = answer.get().payments();
            deciders.money().take(payments, asked);
            if (payments.size() < XeroListRequest.LARGEST_PAGE) {
                deciders.money().answered(asked);
                return;
            }
        }
    }
}
