package org.harvestxero.copy;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.harvestxero.api.CycleReport;
import org.harvestxero.copy.expense.ExpensePlanner;
import org.harvestxero.copy.expense.ExpenseTrial;
import org.harvestxero.copy.expense.PurchaseEditPlanner;
import org.harvestxero.copy.plan.CreditNoteLookup;
import org.harvestxero.copy.plan.InvoiceEditPlanner;
import org.harvestxero.copy.plan.InvoicePlanner;
import org.harvestxero.copy.plan.PaymentPlanner;
import org.harvestxero.copy.plan.ReopenPlanner;
import org.harvestxero.copy.plan.WriteOffPlanner;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * One go at a copying cycle on trial, within a transaction that is undone: its stages one after the other, and instead of sending,
 * Xero takes everything but what can be known before: a number another document holds. What has yet to be read is asked for in
 * {@link DryRunReads} and passed over for now.
 */
final class DryRunCycle {
    private static final int TWINS_AT_ONCE = 40;

    private final ConnectionStore store;
    private final DryRunReport telling;
    private final DryRunDispatcher dispatcher;
    private final Planners deciders;
    private final ExpenseTrial expenses;
    private final CopyRouteReader order;
    private final Predicate<String> mayDecide;
    private final DryRunReads dryRunReads;
    private final Clock clock;
    private final @Nullable SourceDocument only;
    private final boolean first;
    private final Map<String, RehearsedStage> beside = new HashMap<>();
    private @Nullable CycleReport report;

    DryRunCycle(
            ConnectionStore store,
            DryRun.Deciders deciding,
            CopyRouteReader order,
            Predicate<String> mayDecide,
            DryRunReads dryRunReads,
            Clock clock,
            @Nullable SourceDocument only,
            DryRun.Telling telling) {
        this.store = store;
        this.deciders = deciding.planners();
        this.expenses = deciding.expenses();
        this.order = order;
        this.mayDecide = mayDecide;
        this.dryRunReads = dryRunReads;
        this.clock = clock;
        this.only = only;
        this.first = telling.first();
        this.telling = new DryRunReport(deciders, telling, clock);
        this.dispatcher = new DryRunDispatcher(store, deciders, order, dryRunReads, this.telling, only);
    }

    void plays(String stage, RehearsedStage rehearsed) {
        beside.put(stage, rehearsed);
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
                pass < CopyOnDemand.PASSES && (pass == 0 || store.failedRows().isRetryDue());
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
            case "copy-expenses" -> planExpenses();
            case "send-documents" -> dispatcher.play();
            case "note-credit-balances" -> deciders.balances().next().forEach(deciders.balances()::report);
            default ->
                Optional.ofNullable(beside.remove(stage))
                        .ifPresent(rehearsed -> telling.would(rehearsed.play(reads())));
        }
    }

    private RehearsedStage.Reads reads() {
        return new RehearsedStage.Reads() {
            @Override
            public Optional<XeroResponse> xero(XeroRequest request) {
                return dryRunReads.answer(request);
            }

            @Override
            public Optional<List<HarvestPage>> payments(SourceDocument invoice) {
                return dryRunReads.payments(invoice);
            }

            @Override
            public boolean isAbout(long invoice) {
                return only == null || only.sourceId() == invoice;
            }
        };
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

    /** Nothing of one invoice a person asks about is an expense. */
    private void planExpenses() {
        ExpensePlanner planning = expenses.planning();
        if (only != null || !planning.isOn()) {
            return;
        }
        if (planning.isDue()) {
            planning.people().forEach(planning::plan);
        }
        PurchaseEditPlanner editing = expenses.editing();
        for (List<Purchase> page = editing.first(); !page.isEmpty(); page = editing.next()) {
            List<Purchase> changed = page;
            XeroRequest request = editing.request(changed);
            if (dryRunReads.isUnknown(request)) {
                editing.unknown(changed);
            } else {
                ask(request, answer -> editing.plan(answer, changed));
            }
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
}
