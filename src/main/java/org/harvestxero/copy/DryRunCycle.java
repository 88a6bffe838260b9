package org.harvestxero.copy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.CycleReport.Copied;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.plan.CreditNoteLookup;
import org.harvestxero.copy.plan.InvoiceEditPlanner;
import org.harvestxero.copy.plan.InvoicePlanner;
import org.harvestxero.copy.plan.PaymentPlanner;
import org.harvestxero.copy.plan.ReopenPlanner;
import org.harvestxero.copy.plan.WriteOffPlanner;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.ExpectedElement;
import org.harvestxero.xero.SentElement;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroPaymentView.PaidInvoice;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * One go at a copying cycle on trial, within a transaction that is undone: its stages one after the other, and instead of sending,
 * Xero takes everything but what can be known before: a number another document holds. What has yet to be read is asked for in
 * {@link DryRunReads} and passed over for now.
 */
final class DryRunCycle {
    /** Begins the ids of what would be made in Xero. */
    private static final String PLANNED = "planned:";

    private static final int PAGE = 200;
    private static final int TWINS_AT_ONCE = 40;
    /** What one document waits for is at most some steps long: contact, invoice, approval, payment, deletion, credit note. */
    private static final int MOST_PASSES = 20;

    private final ConnectionStore store;
    private final Planners deciders;
    private final CopyOrder order;
    private final Predicate<String> mayDecide;
    private final DryRunReads dryRunReads;
    private final Clock clock;
    private final @Nullable SourceDocument only;
    private final DryRun.Telling telling;
    /** Who took which number in this cycle. */
    private final Map<String, String> numbers = new HashMap<>();

    private final Set<String> taken = new HashSet<>();
    /** What others did since the dry run was asked for. */
    private final Set<String> before = new HashSet<>();

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
        this.telling = telling;
    }

    CycleReport report() {
        return Objects.requireNonNull(report, "played before");
    }

    void play() {
        cycle(clock.instant()).copied().forEach(copied -> before.add(key(copied.kind(), copied.sourceId())));
        deciders.batchDispatcher().newRound();
        deciders.xeroChangeTracker()
                .page(page(dryRunReads.twins().values().stream()
                        .map(XeroInvoiceView::element)
                        .toList()));
        deciders.money().listingBegins();
        deciders.money().listed();
        if (telling.first()) {
            store.documents().planSkippedAgain();
        }
        for (int pass = 0;
                pass < DefaultCopyService.PASSES
                        && (pass == 0 || store.failedRows().isRetryDue());
                pass++) {
            order.stages().forEach(this::play);
        }
        report = told();
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
                moved |= send(BatchDispatcher.Work.of(work));
            }
            moved |= deciders.options().takeForMade();
        }
    }

    private boolean send(BatchDispatcher.Work work) {
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
            List<Row> free = rows.stream().filter(this::keepsItsNumber).toList();
            deciders.verdictRecorder()
                    .recordAll(free.stream()
                            .map(row -> new VerdictRecorder.Outcome(row, verdict(row)))
                            .toList());
            free.forEach(row -> taken.add(key(CycleReportBuilder.kind(row.kind()), row.sourceId())));
        }
    }

    /** Of the one invoice a person asks about: its own rows, its payments' and its contact's. */
    private boolean isWanted(Row row) {
        return only == null || row.kind() == Kind.CONTACT || row.groupId() == only.sourceId();
    }

    private static String key(org.harvestxero.api.DocumentKind kind, long sourceId) {
        return kind + ":" + sourceId;
    }

    /** Whether no other document has the number; else it is refused, and adopted where it turns out to be our own copy. */
    private boolean keepsItsNumber(Row row) {
        String number = row.number();
        Optional<Link> link = store.links().find(row.kind(), row.sourceId());
        boolean asksForIt = row.kind() == Kind.INVOICE
                && number != null
                && (row.action() == Action.CREATE
                        || (row.action() == Action.UPDATE
                                && !number.equals(link.map(Link::number).orElse(number))));
        if (!asksForIt || number == null) {
            return true;
        }
        String target = link.map(Link::targetId).orElse(PLANNED + row.kind().code() + ":" + row.sourceId());
        List<XeroInvoiceView> holders = holders(number).stream()
                .filter(holder -> !target.equals(holder.id()))
                .toList();
        if (holders.isEmpty()) {
            numbers.put(DryRunReads.key(number), target);
            return true;
        }
        deciders.verdictRecorder().numberTaken(row);
        deciders.taken().add(row);
        deciders.taken().adopt(holders);
        return false;
    }

    /** Those Xero shows, but for copies of ours that go by another number by then, and the one that took it just now. */
    private List<XeroInvoiceView> holders(String number) {
        List<XeroInvoiceView> holders = new ArrayList<>();
        for (XeroInvoiceView holder : dryRunReads.holders(number)) {
            boolean renamed = store.links()
                    .byTarget(Kind.INVOICE, holder.id())
                    .map(Link::number)
                    .filter(now -> !now.equalsIgnoreCase(number))
                    .isPresent();
            if (!renamed) {
                holders.add(holder);
            }
        }
        String taker = numbers.get(DryRunReads.key(number));
        if (taker != null) {
            holders.add(XeroInvoiceView.of(ExpectedElement.invoice(taker, number)));
        }
        return holders;
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
                    .filter(link -> !link.targetId().startsWith(PLANNED))
                    .map(Link::targetId)
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

    /** Xero takes it as it is. */
    private ElementVerdict verdict(Row row) {
        Optional<Link> link = store.links().find(row.kind(), row.sourceId());
        String target = link.map(Link::targetId).orElse(PLANNED + row.kind().code() + ":" + row.sourceId());
        BigDecimal total =
                row.total() != null ? row.total() : link.map(Link::total).orElse(null);
        return new ElementVerdict.Accepted(
                target,
                row.kind() == Kind.PAYMENT ? null : row.number(),
                status(row, link),
                null,
                row.totalTax(),
                total,
                due(row, link, total),
                List.of(),
                element(row));
    }

    private XeroElement element(Row row) {
        if (row.kind() == Kind.PAYMENT) {
            return payment(row);
        }
        return row.kind() == Kind.INVOICE && row.action() == Action.CREATE
                ? ExpectedElement.unpaidInvoice()
                : ExpectedElement.bare();
    }

    private static @Nullable String status(Row row, Optional<Link> link) {
        if (row.kind() == Kind.CONTACT) {
            return null;
        }
        return switch (row.action()) {
            case CREATE -> {
                if (row.kind() == Kind.PAYMENT) {
                    yield "AUTHORISED";
                }
                TargetInvoice target = StoredJson.read(String.valueOf(row.content()), TargetInvoice.class);
                yield target.confirmFirst() ? "DRAFT" : settled(target);
            }
            case APPROVE -> "AUTHORISED";
            case UPDATE -> {
                String asked = SentElement.parse(String.valueOf(row.content())).status();
                yield asked != null ? asked : link.map(Link::status).orElse(null);
            }
            case DELETE -> "DELETED";
            case VOID -> "VOIDED";
            case ALLOCATE, DEALLOCATE -> link.map(Link::status).orElse(null);
        };
    }

    /** Nothing is due on an invoice of nothing: Xero calls it paid. */
    private static String settled(TargetInvoice target) {
        boolean authorised = target.status() == TargetInvoice.Status.AUTHORISED;
        return authorised
                        && target.kind() == TargetInvoice.Kind.INVOICE
                        && target.total().signum() == 0
                ? "PAID"
                : target.status().name();
    }

    private static @Nullable BigDecimal due(Row row, Optional<Link> link, @Nullable BigDecimal total) {
        BigDecimal before = link.map(Link::amountDue).orElse(null);
        BigDecimal totalBefore = link.map(Link::total).orElse(null);
        return row.action() == Action.CREATE || before == null || totalBefore == null || total == null
                ? total
                : before.add(total.subtract(totalBefore));
    }

    /** A payment's answer shows how its invoice stands after it. */
    private XeroElement payment(Row row) {
        BigDecimal amount = row.total() == null ? BigDecimal.ZERO : row.total();
        boolean deleted = row.action() == Action.DELETE;
        BigDecimal more = deleted ? amount.negate() : amount;
        Money money = store.links().money(List.of(row.groupId())).get(row.groupId());
        BigDecimal paid =
                money == null || money.paid() == null ? null : money.paid().add(more);
        return ExpectedElement.payment(
                amount,
                store.links()
                        .find(Kind.INVOICE, row.groupId())
                        .map(invoice -> new PaidInvoice(
                                invoice.targetId(),
                                invoice.amountDue() == null
                                        ? null
                                        : invoice.amountDue().subtract(more),
                                paid))
                        .orElse(null));
    }

    /** Read while it stands; what the report holds is small. */
    private CycleReport told() {
        Instant now = clock.instant();
        CycleReport cycle = deciders.cycleReportBuilder()
                .cycle(new Span(telling.began(), now), telling.calls().get(), 0, telling.troubles());
        return new CycleReport(
                Pages.none(),
                Pages.of(cycle.copied().stream()
                        .filter(copied -> {
                            String document = key(copied.kind(), copied.sourceId());
                            return taken.contains(document) || !before.contains(document);
                        })
                        .map(DryRunCycle::asPlanned)
                        .toList()),
                Pages.of(cycle.skipped().stream().toList()),
                Pages.of(cycle.failed().stream().toList()),
                Pages.of(cycle.waiting().stream().toList()),
                Pages.none(),
                cycle.calls(),
                0,
                Duration.between(telling.began(), now),
                telling.troubles());
    }

    private CycleReport cycle(Instant now) {
        return deciders.cycleReportBuilder()
                .cycle(new Span(telling.began(), now), telling.calls().get(), 0, telling.troubles());
    }

    private BiPredicate<org.harvestxero.api.DocumentKind, Long> documentsOf(SourceDocument invoice) {
        return DefaultCopyService.documentsOf(store, invoice);
    }

    private static Copied asPlanned(Copied copied) {
        boolean there = copied.targetId() != null && !copied.targetId().startsWith(PLANNED);
        return new Copied(
                copied.kind(),
                copied.sourceId(),
                copied.number(),
                copied.sourceNumber(),
                there ? copied.targetId() : null,
                copied.action(),
                copied.status(),
                copied.total(),
                copied.currency(),
                there ? copied.link() : null);
    }

    /** Ids of failed copies that were only made on trial name nothing. */
    static FailedCopy named(FailedCopy copy, boolean stands) {
        return stands
                ? copy
                : new FailedCopy(
                        0,
                        copy.connection(),
                        copy.kind(),
                        copy.sourceId(),
                        copy.number(),
                        copy.cause(),
                        0,
                        copy.message(),
                        copy.remedy(),
                        copy.attempts(),
                        copy.firstFailedAt(),
                        copy.lastFailedAt(),
                        copy.state());
    }
}
