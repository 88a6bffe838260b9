package org.harvestxero.copying;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox.Dependency;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.mapping.BilledInvoice;
import org.harvestxero.mapping.BilledMapping;
import org.harvestxero.mapping.HarvestTaxes;
import org.harvestxero.mapping.MappingContext;
import org.harvestxero.mapping.MappingContext.Arithmetic;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.SourceClient;
import org.harvestxero.mapping.TargetInvoice;

/** Plans invoices that agreements made, through the same outbox as copied ones. */
public final class BilledPlanning {
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

    /** What the invoice would be in Xero, without recording anything. */
    public MappingResult preview(BilledInvoice invoice) {
        return BilledMapping.map(invoice, context(invoice));
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
        ledger.outbox().supersede(connection, Kind.INVOICE, target.sourceId(), revision);
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                Kind.INVOICE,
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

    /** Makes it a failed copy that says what stands in its way. */
    public void refuse(BilledInvoice invoice, String revision, List<Problem> problems) {
        refusals.refuse(
                Kind.INVOICE,
                invoice.id(),
                invoice.number(),
                invoice.currency(),
                invoice.subtotal(),
                revision,
                problems);
    }
}
