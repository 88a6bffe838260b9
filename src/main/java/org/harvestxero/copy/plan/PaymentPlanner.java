package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.PaymentContext;
import org.harvestxero.mapping.PaymentMapper;
import org.harvestxero.mapping.PaymentResult;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what the payments of a Harvest invoice ask of Xero: each once, in the order they were paid, never beyond the amount due,
 * not before the invoice is approved there (rulings 1 and 14).
 */
public final class PaymentPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPlanner.class);
    private static final int PAGE = 100;

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;
    private final SourceRecorder sourceRecorder;
    private final PaymentPlanRecorder recorder;
    private final UnexplainedPayments money;
    private final PaymentAccounts accounts;
    private final boolean switchedOn;
    private final RestingDocuments restingDocuments;
    private final AtomicLong passed = new AtomicLong();
    private final Map<Long, Set<Long>> shown = new ConcurrentHashMap<>();

    private LongConsumer counted = more -> {};

    public PaymentPlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            SourceRecorder sourceRecorder,
            OwnRefusalRecorder ownRefusalRecorder,
            UnexplainedPayments money,
            Policy policy,
            Clock clock) {
        this.money = money;
        this.restingDocuments = new RestingDocuments(clock);
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
        this.sourceRecorder = sourceRecorder;
        this.recorder = new PaymentPlanRecorder(store, ownRefusalRecorder, policy.followDeletes());
        this.accounts = policy.accounts();
        this.switchedOn = policy.switchedOn();
    }

    /**
     * @param switchedOn whether payments are copied at all
     * @param followDeletes whether a payment deleted in Harvest is deleted in Xero; else it is reported
     */
    public record Policy(PaymentAccounts accounts, boolean switchedOn, boolean followDeletes) {}

    /** Whether payments are copied at all. */
    boolean isOn() {
        return switchedOn;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** Begins a cycle's reading and gives the ids of all invoices whose payments are to be read in it. */
    List<Long> begin() {
        shown.clear();
        contactPlanner.forget();
        return switchedOn
                ? store.pendingDocuments().idsOfPaymentsToRead().stream()
                        .filter(invoice -> !restingDocuments.rests(invoice))
                        .toList()
                : List.of();
    }

    /** The invoices whose write-off is decided once all lists were read; until then their credit notes and payments stay as they are. */
    List<Long> credited() {
        return store.pendingDocuments().idsOfCredited();
    }

    /**
     * Begins a cycle's reading and gives the first invoices whose payments have to be read. For the routes of 0.1.0, which read one
     * list after the other; today's ask {@link PaymentLists}.
     */
    public List<SourceDocument> first() {
        shown.clear();
        passed.set(0);
        return next();
    }

    /** The next invoices whose payments have to be read, each once in a cycle; empty when there are none or payments are not copied. */
    public List<SourceDocument> next() {
        contactPlanner.forget();
        List<SourceDocument> page;
        List<SourceDocument> next;
        do {
            page = after(passed.get());
            next = page.stream()
                    .filter(invoice -> !restingDocuments.rests(invoice.sourceId()))
                    .toList();
            if (!page.isEmpty()) {
                passed.set(page.get(page.size() - 1).sourceId());
            }
        } while (next.isEmpty() && !page.isEmpty());
        return next;
    }

    /** Harvest didn't show all of the invoice's payments: nothing is decided on those it did show. */
    public void unread(SourceDocument invoice) {
        counted.accept(1);
        shown.remove(invoice.sourceId());
        restingDocuments.failed(invoice.sourceId());
    }

    /** The command ended before all of the invoice's payments were shown: they are read from the first one by the next cycle. */
    public void interrupted(SourceDocument invoice) {
        shown.remove(invoice.sourceId());
    }

    /** How many lists of payments are to be read. */
    public long toRead() {
        return switchedOn ? store.pendingDocuments().countPaymentsToRead() : 0;
    }

    public List<SourceDocument> after(long afterId) {
        return switchedOn ? store.pendingDocuments().paymentsToRead(afterId, PAGE) : List.of();
    }

    public void keep(HarvestPage page, SourceDocument invoice) {
        shown.computeIfAbsent(invoice.sourceId(), none -> new HashSet<>())
                .addAll(sourceRecorder.payments(page, invoice.sourceId()));
    }

    /** After the last page of the invoice's payments. */
    public void plan(SourceDocument invoice) {
        counted.accept(1);
        restingDocuments.went(invoice.sourceId());
        Set<Long> seen = Optional.ofNullable(shown.remove(invoice.sourceId())).orElse(Set.of());
        try {
            store.inTransaction(() -> plan(invoice, seen, this::decide));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn(
                    "The payments of invoice {} could not be planned together, so each is alone: {}",
                    invoice.number(),
                    FailureText.words(e));
            plan(invoice, seen, this::decideAlone);
        }
    }

    /** Plans every payment of the invoice that is known and not yet planned. */
    public void planAll(SourceDocument invoice) {
        planAll(invoice, present(invoice), this::decideAlone);
    }

    /** How one payment is decided, given that it has no twin yet or that it has. */
    private interface Decision {
        void of(SourceDocument document, SourcePayment payment, PaidInvoice invoice, BigDecimal due, boolean linked);
    }

    private void plan(SourceDocument invoice, Set<Long> seen, Decision decision) {
        List<SourceDocument> known = present(invoice);
        List<SourceDocument> gone = sourceRecorder.goneAmong(known, seen);
        gone.forEach(recorder::gone);
        boolean plannedAgain = money.planAgain(invoice.sourceId());
        planAll(invoice, gone.isEmpty() && !plannedAgain ? known : present(invoice), decision);
        store.documents().paymentsRead(invoice);
    }

    private List<SourceDocument> present(SourceDocument invoice) {
        return store.documents().children(Kind.PAYMENT, invoice.sourceId()).stream()
                .filter(payment -> !payment.isGone())
                .toList();
    }

    /** Plans every payment of the invoice that is not yet planned. */
    private void planAll(SourceDocument invoice, List<SourceDocument> documents, Decision decision) {
        Map<Long, SourceDocument> byId = new HashMap<>();
        List<SourcePayment> payments = new ArrayList<>();
        for (SourceDocument document : documents) {
            try {
                payments.add(HarvestReader.payment(HarvestElement.parse(document.content()), invoice.sourceId()));
                byId.put(document.sourceId(), document);
            } catch (RuntimeException e) {
                LOG.warn(
                        "Payment {} of invoice {} can't be read: {}",
                        document.sourceId(),
                        invoice.number(),
                        FailureText.words(e));
                recorder.refuse(document, invoice, Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e)));
            }
        }
        payments.sort(PaymentMapper.ORDER);
        Set<Long> linked = linked(byId.values());
        PaidInvoice paid = new PaidInvoice(invoice);
        BigDecimal due = invoice.amount() == null ? BigDecimal.ZERO : invoice.amount();
        for (SourcePayment payment : payments) {
            SourceDocument document = byId.get(payment.id());
            if (document != null && isToPlan(document)) {
                boolean isLinked = linked.contains(payment.id());
                if (!isLinked && cameFromXero(payment)) {
                    recorder.cameFromXero(document);
                } else {
                    decision.of(document, payment, paid, due, isLinked);
                }
            }
            due = due.subtract(payment.amount()).max(BigDecimal.ZERO);
        }
    }

    /**
     * A payment that carries the mark of one in Xero is that one, whatever became of the note that it was recorded from there; unless
     * it is known to be of another amount, so that a person must have copied the notes.
     */
    private boolean cameFromXero(SourcePayment payment) {
        return Marks.xeroIn(payment.notes())
                .filter(mark -> store.paymentsBack().find(List.of(mark)).values().stream()
                        .allMatch(back -> back.money().amount().compareTo(payment.amount()) == 0))
                .isPresent();
    }

    private static boolean isToPlan(SourceDocument payment) {
        return payment.state() == DocumentState.CHANGED;
    }

    private Set<Long> linked(Collection<SourceDocument> payments) {
        List<Long> ids = payments.stream()
                .filter(PaymentPlanner::isToPlan)
                .map(SourceDocument::sourceId)
                .toList();
        return ids.isEmpty() ? Set.of() : store.links().find(Kind.PAYMENT, ids).keySet();
    }

    private void decide(
            SourceDocument document, SourcePayment payment, PaidInvoice invoice, BigDecimal due, boolean linked) {
        PaymentResult result = PaymentMapper.map(payment, invoice.context(due));
        if (result instanceof PaymentResult.Mapped mapped) {
            recorder.record(
                    document,
                    mapped.payment(),
                    invoice.document,
                    invoice.read().source().currency(),
                    linked);
        } else if (result instanceof PaymentResult.Refused refused) {
            recorder.refuse(document, invoice.document, refused.problem());
        }
    }

    private void decideAlone(
            SourceDocument document, SourcePayment payment, PaidInvoice invoice, BigDecimal due, boolean linked) {
        try {
            decide(document, payment, invoice, due, linked);
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Payment {} of invoice {} could not be planned", payment.id(), invoice.document.number(), e);
            recorder.refuse(document, invoice.document, Problem.of(FailureCode.UNEXPECTED, FailureText.words(e)));
        }
    }

    /** The invoice that was paid, read once for all its payments, and only where one is to be planned. */
    private final class PaidInvoice {
        final SourceDocument document;

        private @Nullable Read read;

        PaidInvoice(SourceDocument document) {
            this.document = document;
        }

        /** @param status of the twin, as far as it forbids payments */
        record Read(SourceInvoice source, SourceClient client, String status) {}

        Read read() {
            Read known = read;
            if (known == null) {
                HarvestElement shown = HarvestElement.parse(document.content());
                SourceClient client = contactPlanner.of(shown);
                String status = store.links()
                        .find(Kind.INVOICE, document.sourceId())
                        .map(Link::status)
                        .filter(XeroStatus::isEnded)
                        .orElse("AUTHORISED");
                known = new Read(HarvestReader.invoice(shown, client), client, status);
                read = known;
            }
            return known;
        }

        PaymentContext context(BigDecimal due) {
            Read now = read();
            return new PaymentContext(
                    mappingContexts.xero(),
                    mappingContexts.rules(),
                    accounts,
                    now.client(),
                    now.source().number(),
                    now.source().currency(),
                    now.status(),
                    due);
        }
    }

    /** A payment was deleted in Harvest: an unsent copy is dropped; a sent one is deleted too or reported, by policy. */
    public void gone(SourceDocument payment) {
        recorder.gone(payment);
    }
}
