package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.mapping.FinalizedInvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroPaymentJson;

/** Plans invoices that agreements made, through the same outbox as copied ones. */
public final class DraftInvoicePlanner {
    private static final int LAST = 12;

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    public DraftInvoicePlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            OwnRefusalRecorder ownRefusalRecorder,
            Clock clock) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    /** What was read of clients is read anew: their lists may have changed. */
    public void forget() {
        contactPlanner.forget();
    }

    /** A client as Harvest's list shows it; empty before it was listed. */
    public Optional<SourceClient> client(long clientId) {
        return store.documents().find(Kind.CLIENT, clientId).map(contactPlanner::listed);
    }

    /** Why nothing of the client is planned now; empty when its contact is known, on its way, or can be made. */
    public Optional<String> missing(SourceClient client) {
        return contactPlanner.missing(client);
    }

    /** What the invoice would be in Xero, without recording anything. */
    public MappingResult preview(FinalizedInvoice invoice) {
        return FinalizedInvoiceMapper.map(invoice, context(invoice));
    }

    /** What an invoice would be in Xero by what is known this moment, and the contact it would go to. */
    public record Foreseen(MappingResult result, ContactMatch contact) {}

    /** For people, beside a running cycle; empty before Xero's set-up was read for the first time. */
    public Optional<Foreseen> foresee(FinalizedInvoice invoice) {
        if (!mappingContexts.isXeroKnown()) {
            return Optional.empty();
        }
        ContactMatch contact = contactPlanner.contactNow(invoice.client());
        XeroContact found = contact instanceof ContactMatch.Found one ? one.contact() : null;
        MappingContext context = mappingContexts.of(found, true, Arithmetic.ALL);
        return Optional.of(new Foreseen(FinalizedInvoiceMapper.map(invoice, context), contact));
    }

    /** The tax rate of that type as last read of Xero. */
    public Optional<XeroSettings.TaxRate> taxRate(String taxType) {
        return mappingContexts.isXeroKnown() ? mappingContexts.xero().taxRate(taxType) : Optional.empty();
    }

    /** What was written of the invoice, or of the credit note a bill below zero became; empty before Xero has it. */
    public Optional<TargetInvoice> written(Kind kind, long sourceId) {
        return store.links()
                .find(kind, sourceId)
                .flatMap(link -> Optional.ofNullable(link.written()))
                .map(written -> StoredJson.read(written, WrittenInvoice.class).invoice());
    }

    /** What the client was sent before, the latest first; at most the last dozen. */
    public List<TargetInvoice> sentBefore(long clientId, long but) {
        return store.links().writtenTo(clientId, but, LAST).stream()
                .map(written -> StoredJson.read(written, WrittenInvoice.class).invoice())
                .toList();
    }

    /** The taxes a mirror in Harvest would carry; empty when Harvest's two don't do. */
    public Optional<HarvestTaxes> harvestTaxes(FinalizedInvoice invoice) {
        return FinalizedInvoiceMapper.harvestTaxes(invoice, context(invoice));
    }

    private MappingContext context(FinalizedInvoice invoice) {
        return mappingContexts.of(contactPlanner.contact(invoice.client()).orElse(null), true, Arithmetic.ALL);
    }

    /** Plans the invoice and, where it is missing, the contact of its client; for use within a transaction. */
    public void plan(TargetInvoice target, SourceClient client, Revision revision) {
        contactPlanner.plan(client);
        Kind kind = target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE;
        store.outboxPlanner().supersede(kind, target.sourceId(), revision);
        store.outboxPlanner()
                .plan(new Intent(
                        kind,
                        target.sourceId(),
                        revision,
                        Action.CREATE,
                        target.sourceId(),
                        OrderKeys.now(clock),
                        new Dependency(Kind.CONTACT, target.clientId(), null),
                        StoredJson.write(target),
                        null,
                        target.number(),
                        target.currency(),
                        target.total(),
                        target.totalTax()));
    }

    /**
     * Plans to set a part of a draft's credit note against an invoice. Within a transaction.
     *
     * @param note link of the credit note
     * @param invoiceId Xero's id of the invoice
     */
    public void allocate(Link note, long draftId, String invoiceId, BigDecimal amount) {
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CREDIT_NOTE,
                        note.sourceId(),
                        Revision.of(RevisionKind.DRAFT, draftId).then("allocate:" + invoiceId + ":" + clock.millis()),
                        Action.ALLOCATE,
                        note.sourceId(),
                        OrderKeys.now(clock) + ":later",
                        new Dependency(Kind.CREDIT_NOTE, note.sourceId(), XeroStatus.AUTHORISED.name()),
                        XeroPaymentJson.allocation(invoiceId, amount),
                        null,
                        note.number(),
                        note.currency(),
                        amount,
                        null));
    }

    /** The day it is in the books' time zone. */
    public LocalDate today() {
        return LocalDate.now(
                clock.withZone(mappingContexts.xero().organisation().zone()));
    }

    /** Takes an approved invoice back: a credit note over all of it, set against it once approved. Within a transaction. */
    public void credit(Link invoice, String number, Revision revision) {
        TargetInvoice written = StoredJson.read(String.valueOf(invoice.written()), WrittenInvoice.class)
                .invoice();
        TargetInvoice note = FinalizedInvoiceMapper.creditNote(written, number, today());
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CREDIT_NOTE,
                        invoice.sourceId(),
                        revision,
                        Action.CREATE,
                        invoice.sourceId(),
                        OrderKeys.now(clock),
                        new Dependency(Kind.CONTACT, note.clientId(), null),
                        StoredJson.write(note),
                        null,
                        note.number(),
                        note.currency(),
                        note.total(),
                        note.totalTax()));
    }

    /** Takes an invoice back that nobody approved: renamed, because numbers are burnt, then deleted. Within a transaction. */
    public void delete(Link invoice, long draftId) {
        String freed = invoice.number() + "-deleted-" + draftId;
        change(
                invoice,
                Revision.of(RevisionKind.RENAME, draftId),
                Action.UPDATE,
                "91",
                XeroEditJson.invoiceEdit(
                        invoice.targetId(),
                        org.harvestxero.xero.XeroInvoiceEdit.nothing().withNumber(freed)));
        change(
                invoice,
                Revision.of(RevisionKind.DELETE, draftId),
                Action.DELETE,
                "92",
                XeroEditJson.statusChange(invoice.targetId(), XeroStatus.DELETED));
    }

    private void change(Link invoice, Revision revision, Action action, String order, String element) {
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.INVOICE,
                        invoice.sourceId(),
                        revision,
                        action,
                        invoice.sourceId(),
                        order,
                        new Dependency(Kind.INVOICE, invoice.sourceId(), null),
                        element,
                        null,
                        invoice.number(),
                        invoice.currency(),
                        null,
                        null));
    }

    /** Makes it a failed copy that says what stands in its way. */
    public void refuse(FinalizedInvoice invoice, Revision revision, List<Problem> problems) {
        ownRefusalRecorder.refuse(
                invoice.isCredit() ? Kind.CREDIT_NOTE : Kind.INVOICE,
                invoice.id(),
                invoice.number(),
                invoice.currency(),
                invoice.subtotal(),
                revision,
                problems);
    }
}
