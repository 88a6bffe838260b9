package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
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
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroPaymentJson;
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
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final UnexplainedPayments money;
    private final PaymentAccounts accounts;
    private final boolean switchedOn;
    private final boolean followDeletes;
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
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.accounts = policy.accounts();
        this.switchedOn = policy.switchedOn();
        this.followDeletes = policy.followDeletes();
    }

    /**
     * @param switchedOn whether payments are copied at all
     * @param followDeletes whether a payment deleted in Harvest is deleted in Xero; else it is reported
     */
    public record Policy(PaymentAccounts accounts, boolean switchedOn, boolean followDeletes) {}

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
        sourceRecorder.goneAmong(invoice.sourceId(), seen).forEach(this::gone);
        money.planAgain(invoice.sourceId());
        planAll(invoice);
        store.documents().paymentsRead(invoice);
    }

    /** Plans every payment of the invoice that is known and not yet planned. */
    public void planAll(SourceDocument invoice) {
        List<SourceDocument> documents = store.documents().children(Kind.PAYMENT, invoice.sourceId()).stream()
                .filter(payment -> !payment.isGone())
                .toList();
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
                refuse(document, invoice, Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e)));
            }
        }
        payments.sort(PaymentMapper.ORDER);
        BigDecimal due = invoice.amount() == null ? BigDecimal.ZERO : invoice.amount();
        for (SourcePayment payment : payments) {
            SourceDocument document = byId.get(payment.id());
            if (document != null && document.state() == DocumentState.CHANGED && !cameFromXero(document, payment)) {
                planOne(document, payment, invoice, due);
            }
            due = due.subtract(payment.amount()).max(BigDecimal.ZERO);
        }
    }

    /** A payment that carries the mark of one in Xero is that one, whatever became of the note that it was recorded from there. */
    private boolean cameFromXero(SourceDocument document, SourcePayment payment) {
        Optional<String> xero = Marks.xeroIn(payment.notes());
        boolean linked =
                xero.isEmpty() || store.links().find(Kind.PAYMENT, payment.id()).isPresent();
        if (linked) {
            return false;
        }
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, payment.id());
            store.documents().move(document, DocumentState.PLANNED, null);
        });
        return true;
    }

    private void planOne(SourceDocument document, SourcePayment payment, SourceDocument invoice, BigDecimal due) {
        try {
            PaymentResult result = PaymentMapper.map(payment, context(invoice, due));
            if (result instanceof PaymentResult.Mapped mapped) {
                record(document, mapped.payment(), invoice);
            } else if (result instanceof PaymentResult.Refused refused) {
                refuse(document, invoice, refused.problem());
            }
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Payment {} of invoice {} could not be planned", payment.id(), invoice.number(), e);
            refuse(document, invoice, Problem.of(FailureCode.UNEXPECTED, FailureText.words(e)));
        }
    }

    private PaymentContext context(SourceDocument invoice, BigDecimal due) {
        HarvestElement shown = HarvestElement.parse(invoice.content());
        SourceClient client = contactPlanner.of(shown);
        SourceInvoice source = HarvestReader.invoice(shown, client);
        String status = store.links()
                .find(Kind.INVOICE, invoice.sourceId())
                .map(Link::status)
                .filter(XeroStatus::isEnded)
                .orElse("AUTHORISED");
        return new PaymentContext(
                mappingContexts.xero(),
                mappingContexts.rules(),
                accounts,
                client,
                source.number(),
                source.currency(),
                status,
                due);
    }

    private void record(SourceDocument document, TargetPayment target, SourceDocument invoice) {
        boolean linked = store.links().find(Kind.PAYMENT, document.sourceId()).isPresent();
        store.inTransaction(() -> {
            if (!linked) {
                store.outboxPlanner().supersede(Kind.PAYMENT, document.sourceId(), revision(document));
                store.outboxPlanner().plan(intent(document, target, invoice));
            }
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    private Intent intent(SourceDocument document, TargetPayment target, SourceDocument invoice) {
        return new Intent(
                Kind.PAYMENT,
                document.sourceId(),
                revision(document),
                Action.CREATE,
                invoice.sourceId(),
                OrderKeys.payment(target.date(), document.sourceId()),
                new Dependency(Kind.INVOICE, invoice.sourceId(), XeroStatus.AUTHORISED.name()),
                StoredJson.write(target),
                null,
                invoice.number(),
                HarvestInvoiceView.of(HarvestElement.parse(invoice.content())).currency(),
                target.amount(),
                null);
    }

    private void refuse(SourceDocument document, SourceDocument invoice, Problem problem) {
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, document.sourceId(), revision(document));
            ownRefusalRecorder.refuse(
                    Kind.PAYMENT,
                    document.sourceId(),
                    invoice.number(),
                    HarvestInvoiceView.of(HarvestElement.parse(invoice.content()))
                            .currency(),
                    document.amount(),
                    revision(document),
                    List.of(problem));
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    /** A payment was deleted in Harvest: an unsent copy is dropped; a sent one is deleted too or reported, by policy. */
    public void gone(SourceDocument payment) {
        Optional<Link> link = store.links().find(Kind.PAYMENT, payment.sourceId());
        boolean lives = link.isPresent() && !XeroStatus.DELETED.is(link.get().status());
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, payment.sourceId());
            if (lives && isFromXero(link.get())) {
                reportGone(payment, link.get(), deleted(FailureCode.PAYMENT_FROM_XERO_DELETED, payment, link.get()));
            } else if (lives && followDeletes) {
                store.outboxPlanner().plan(deletion(payment, link.get()));
            } else if (lives) {
                reportGone(payment, link.get(), deleted(FailureCode.PAYMENT_DELETED_IN_HARVEST, payment, link.get()));
            }
            store.documents().move(payment, DocumentState.GONE, "deleted in Harvest");
        });
    }

    /** Whether it was recorded in Harvest by us: then a person typed it in Xero, and it is never deleted there (ruling 25). */
    private boolean isFromXero(Link link) {
        return store.paymentsBack().find(List.of(link.targetId())).values().stream()
                .anyMatch(back -> back.standing().ours());
    }

    private void reportGone(SourceDocument payment, Link link, Problem problem) {
        ownRefusalRecorder.refuse(
                Kind.PAYMENT,
                payment.sourceId(),
                link.number(),
                link.currency(),
                payment.amount(),
                Revision.of(RevisionKind.GONE, payment.fingerprint()),
                List.of(problem));
    }

    private static Problem deleted(FailureCode code, SourceDocument payment, Link link) {
        return Problem.of(code, String.valueOf(link.number()))
                .with("amount", payment.amount() == null ? "" : CurrencyDigits.plain(payment.amount(), link.currency()))
                .with("currency", link.currency() == null ? "" : link.currency());
    }

    private static Intent deletion(SourceDocument payment, Link link) {
        long group = payment.parentId() == null ? payment.sourceId() : payment.parentId();
        return new Intent(
                Kind.PAYMENT,
                payment.sourceId(),
                Revision.of(RevisionKind.DELETE, payment.fingerprint()),
                Action.DELETE,
                group,
                "0",
                new Dependency(Kind.PAYMENT, payment.sourceId(), null),
                XeroPaymentJson.paymentDeletion(),
                null,
                link.number(),
                link.currency(),
                payment.amount(),
                null);
    }

    private static Revision revision(SourceDocument document) {
        return Revision.of(RevisionKind.CREATE, document.fingerprint());
    }
}
