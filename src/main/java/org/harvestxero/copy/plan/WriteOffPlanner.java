package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.WriteOffContext;
import org.harvestxero.mapping.WriteOffMapper;
import org.harvestxero.mapping.WriteOffResult;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Harvest wrote off ({@code closed}) is credited in Xero, or reported, by policy: what was not paid, split over the
 * invoice's tax groups, set against the copied invoice.
 */
public final class WriteOffPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(WriteOffPlanner.class);
    private static final int AT_ONCE = 200;

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;
    private final Policy policy;
    private final Clock clock;
    private final CreditNoteReversal removal;
    private final WriteOffRecorder recorder;

    public WriteOffPlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            OwnRefusalRecorder ownRefusalRecorder,
            Policy policy,
            Clock clock) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
        this.policy = policy;
        this.clock = clock;
        this.removal = new CreditNoteReversal(store, clock);
        this.recorder = new WriteOffRecorder(store, ownRefusalRecorder, clock);
    }

    /**
     * @param follow whether a credit note is made; else the write-off is reported
     * @param account code of the account written off to, null when not set
     * @param zone in which the moment of closing becomes a day; null for the Xero organisation's
     */
    public record Policy(
            boolean follow,
            @Nullable String account,
            @Nullable ZoneId zone) {}

    /** Written-off invoices that stand in Xero and have no credit note planned yet. */
    public List<SourceDocument> next() {
        return store.pendingDocuments().writtenOff(clock.instant(), AT_ONCE);
    }

    /**
     * Plans what the write-off asks of Xero. Gives a question where its credit note has to be seen first, because it no longer fits;
     * {@link #refit} takes the answer.
     */
    public @Nullable XeroRequest plan(SourceDocument document) {
        try {
            return planOne(document);
        } catch (RuntimeException e) {
            unforeseen(document, e);
            return null;
        }
    }

    private void unforeseen(SourceDocument document, RuntimeException e) {
        DatabaseTrouble.throwOn(e);
        LOG.warn("The write-off of invoice {} could not be planned", document.number(), e);
        recorder.refuse(document, null, null, List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e))));
    }

    private @Nullable XeroRequest planOne(SourceDocument document) {
        if (removal.isUnderWay(document)) {
            return null;
        }
        HarvestElement shown = HarvestElement.parse(document.content());
        SourceInvoice invoice = HarvestReader.invoice(shown, contactPlanner.of(shown));
        Link link = store.links()
                .find(Kind.INVOICE, document.sourceId())
                .orElseThrow(() -> new IllegalStateException("It was never copied"));
        BigDecimal paid = paid(document);
        BigDecimal open = invoice.amount().subtract(paid);
        Optional<Link> note = removal.standing(document);
        if (note.isPresent()) {
            return credited(document, invoice, link, note.get(), open);
        }
        if (open.signum() <= 0 || isZero(link.amountDue())) {
            store.outboxPlanner().settle(WriteOffRecorder.settled(document, RevisionKind.CLOSED), "nothing is open");
        } else if (!policy.follow()) {
            Problem report = Problem.of(FailureCode.WRITTEN_OFF_IN_HARVEST, invoice.number())
                    .with("amount", CurrencyDigits.plain(open, invoice.currency()))
                    .with("currency", invoice.currency());
            recorder.refuse(document, invoice.currency(), open, List.of(report));
        } else {
            follow(document, invoice, link, paid);
        }
        return null;
    }

    /** Something of the invoice changed after its credit note was made. */
    private @Nullable XeroRequest credited(
            SourceDocument document, SourceInvoice invoice, Link link, Link note, BigDecimal open) {
        if (isSame(note.total(), open)) {
            store.outboxPlanner()
                    .settle(WriteOffRecorder.settled(document, RevisionKind.CLOSED), "it is credited already");
            return null;
        }
        boolean agrees = isSame(link.total(), invoice.amount());
        if (!policy.follow() || !agrees) {
            recorder.drifted(document, invoice.currency(), note, open);
            return null;
        }
        BigDecimal room = orZero(link.amountDue()).add(orZero(note.total()));
        if (room.compareTo(open) >= 0) {
            return CreditNoteReversal.request(note);
        }
        if (!hasPaymentsUnderWay(document)) {
            recorder.drifted(document, invoice.currency(), note, open);
        }
        return null;
    }

    /** Takes back a credit note that no longer fits; once it is gone from Xero, one that fits is planned like a first one. */
    public void refit(XeroResponse answer, SourceDocument document) {
        try {
            refitOne(answer, document);
        } catch (RuntimeException e) {
            unforeseen(document, e);
        }
    }

    private void refitOne(XeroResponse answer, SourceDocument document) {
        Link note = removal.standing(document)
                .orElseThrow(() -> new IllegalStateException("Its credit note is no longer known"));
        HarvestElement shown = HarvestElement.parse(document.content());
        SourceInvoice invoice = HarvestReader.invoice(shown, contactPlanner.of(shown));
        BigDecimal open = invoice.amount().subtract(paid(document));
        CreditNoteReversal.Seen seen = CreditNoteReversal.read(answer);
        if (seen.isEnded()) {
            removal.ended(document, seen);
        } else if (seen.isOnly(store.links().find(Kind.INVOICE, document.sourceId()))) {
            removal.plan(
                    document,
                    note,
                    seen,
                    Revision.of(RevisionKind.REFIT, document.fingerprint()),
                    "write-off changed",
                    "to " + CurrencyDigits.plain(open, invoice.currency()) + " " + invoice.currency()
                            + " in Harvest; credit note " + note.number() + " of " + WriteOffRecorder.shown(note)
                            + " is taken back and one that fits takes its place");
        } else {
            recorder.drifted(document, invoice.currency(), note, open);
        }
    }

    /** A payment that is made or deleted changes what is due in Xero: what fits is known after it. */
    private boolean hasPaymentsUnderWay(SourceDocument document) {
        return store.documents().children(Kind.PAYMENT, document.sourceId()).stream()
                .flatMap(payment -> store.outbox().openOf(Kind.PAYMENT, payment.sourceId()).stream())
                .anyMatch(row -> row.state() != OutboxState.FAILED);
    }

    private static boolean isSame(@Nullable BigDecimal one, BigDecimal other) {
        return one != null && one.compareTo(other) == 0;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static boolean isZero(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() == 0;
    }

    /** Where payments are not copied they were never read; then Harvest's own figure says what was paid. */
    private BigDecimal paid(SourceDocument document) {
        BigDecimal amount = document.amount();
        BigDecimal due = document.dueAmount();
        if (document.paymentsRead() == null && amount != null && due != null && due.signum() > 0) {
            return amount.subtract(due);
        }
        return store.documents().children(Kind.PAYMENT, document.sourceId()).stream()
                .filter(payment -> !payment.isGone())
                .map(SourceDocument::amount)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void follow(SourceDocument document, SourceInvoice invoice, Link link, BigDecimal paid) {
        TargetInvoice copied = StoredJson.read(String.valueOf(link.written()), WrittenInvoice.class)
                .invoice();
        ZoneId zone = Optional.ofNullable(policy.zone())
                .orElseGet(() -> mappingContexts.xero().organisation().zone());
        int attempt = 1 + store.outbox().attemptsAtCredit(document.sourceId());
        WriteOffResult result = WriteOffMapper.map(
                invoice, paid, copied, new WriteOffContext(mappingContexts.xero(), policy.account(), zone, attempt));
        if (result instanceof WriteOffResult.Refused refused) {
            recorder.refuse(document, invoice.currency(), invoice.amount().subtract(paid), refused.problems());
        } else if (result instanceof WriteOffResult.Mapped mapped) {
            recorder.create(document, mapped.creditNote());
        }
    }
}
