package org.harvestxero.copying;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Drafts;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Outbox.Dependency;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.mapping.BilledInvoice;
import org.harvestxero.mapping.BilledMapping;
import org.harvestxero.mapping.ContactMatch;
import org.harvestxero.mapping.HarvestTaxes;
import org.harvestxero.mapping.MappingContext;
import org.harvestxero.mapping.MappingContext.Arithmetic;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.SourceClient;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.mapping.WrittenInvoice;
import org.harvestxero.mapping.XeroContact;
import org.harvestxero.mapping.XeroSettings;
import org.harvestxero.xero.XeroWire;

/** Plans invoices that agreements made, through the same outbox as copied ones. */
public final class BilledPlanning {
    private static final int LAST = 12;

    private final String connection;
    private final Ledger ledger;
    private final Contexts contexts;
    private final Clients clients;
    private final Refusals refusals;
    private final Clock clock;

    public BilledPlanning(
            String connection, Ledger ledger, Contexts contexts, Clients clients, Refusals refusals, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.contexts = contexts;
        this.clients = clients;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What was read of clients is read anew: their lists may have changed. */
    public void forget() {
        clients.forget();
    }

    /** A client as Harvest's list shows it; empty before it was listed. */
    public Optional<SourceClient> client(long clientId) {
        return ledger.documents().find(connection, Kind.CLIENT, clientId).map(clients::listed);
    }

    /** Why nothing of the client is planned now; empty when its contact is known, on its way, or can be made. */
    public Optional<String> missing(SourceClient client) {
        return clients.missing(client);
    }

    /** What the invoice would be in Xero, without recording anything. */
    public MappingResult preview(BilledInvoice invoice) {
        return BilledMapping.map(invoice, context(invoice));
    }

    /** What an invoice would be in Xero by what is known this moment, and the contact it would go to. */
    public record Foreseen(MappingResult result, ContactMatch contact) {}

    /** For people, beside a running cycle; empty before Xero's set-up was read for the first time. */
    public Optional<Foreseen> foresee(BilledInvoice invoice) {
        if (!contexts.isXeroKnown()) {
            return Optional.empty();
        }
        ContactMatch contact = clients.contactNow(invoice.client());
        XeroContact found = contact instanceof ContactMatch.Found one ? one.contact() : null;
        MappingContext context = contexts.of(found, true, Arithmetic.ALL);
        return Optional.of(new Foreseen(BilledMapping.map(invoice, context), contact));
    }

    /** The tax rate of that type as last read of Xero. */
    public Optional<XeroSettings.TaxRate> taxRate(String taxType) {
        return contexts.isXeroKnown() ? contexts.xero().taxRate(taxType) : Optional.empty();
    }

    /** What was written of the invoice, or of the credit note a bill below zero became; empty before Xero has it. */
    public Optional<TargetInvoice> written(Kind kind, long sourceId) {
        return ledger.links()
                .find(connection, kind, sourceId)
                .flatMap(link -> Optional.ofNullable(link.written()))
                .map(written -> Json.read(written, WrittenInvoice.class).invoice());
    }

    /** What the client was sent before, the latest first; at most the last dozen. */
    public List<TargetInvoice> sentBefore(long clientId, long but) {
        return ledger.links().writtenTo(connection, clientId, but, LAST).stream()
                .map(written -> Json.read(written, WrittenInvoice.class).invoice())
                .toList();
    }

    /** The taxes a mirror in Harvest would carry; empty when Harvest's two don't do. */
    public Optional<HarvestTaxes> harvestTaxes(BilledInvoice invoice) {
        return BilledMapping.harvestTaxes(invoice, context(invoice));
    }

    private MappingContext context(BilledInvoice invoice) {
        return contexts.of(clients.contact(invoice.client()).orElse(null), true, Arithmetic.ALL);
    }

    /** Plans the invoice and, where it is missing, the contact of its client; for use within a transaction. */
    public void plan(TargetInvoice target, SourceClient client, String revision) {
        clients.plan(client);
        Kind kind = target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE;
        ledger.outbox().supersede(connection, kind, target.sourceId(), revision);
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                kind,
                                target.sourceId(),
                                revision,
                                Action.CREATE,
                                target.sourceId(),
                                OrderKeys.now(clock),
                                new Dependency(Kind.CONTACT, target.clientId(), null),
                                Json.write(target),
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
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                Kind.CREDIT_NOTE,
                                note.sourceId(),
                                Drafts.REVISION + draftId + ":allocate:" + invoiceId + ":" + clock.millis(),
                                Action.ALLOCATE,
                                note.sourceId(),
                                OrderKeys.now(clock) + ":later",
                                new Dependency(Kind.CREDIT_NOTE, note.sourceId(), "AUTHORISED"),
                                XeroWire.allocation(invoiceId, amount),
                                null,
                                note.number(),
                                note.currency(),
                                amount,
                                null));
    }

    /** The day it is in the books' time zone. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(contexts.xero().organisation().zone()));
    }

    /** Takes an approved invoice back: a credit note over all of it, set against it once approved. Within a transaction. */
    public void credit(Link invoice, String number, String revision) {
        TargetInvoice written = Json.read(String.valueOf(invoice.written()), WrittenInvoice.class)
                .invoice();
        TargetInvoice note = BilledMapping.creditNote(written, number, today());
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                Kind.CREDIT_NOTE,
                                invoice.sourceId(),
                                revision,
                                Action.CREATE,
                                invoice.sourceId(),
                                OrderKeys.now(clock),
                                new Dependency(Kind.CONTACT, note.clientId(), null),
                                Json.write(note),
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
                "rename:" + draftId,
                Action.UPDATE,
                "91",
                XeroWire.invoiceEdit(
                        invoice.targetId(),
                        org.harvestxero.xero.InvoiceEdit.nothing().withNumber(freed)));
        change(invoice, "delete:" + draftId, Action.DELETE, "92", XeroWire.statusChange(invoice.targetId(), "DELETED"));
    }

    private void change(Link invoice, String revision, Action action, String order, String element) {
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
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
    public void refuse(BilledInvoice invoice, String revision, List<Problem> problems) {
        refusals.refuse(
                invoice.isCredit() ? Kind.CREDIT_NOTE : Kind.INVOICE,
                invoice.id(),
                invoice.number(),
                invoice.currency(),
                invoice.subtotal(),
                revision,
                problems);
    }
}
