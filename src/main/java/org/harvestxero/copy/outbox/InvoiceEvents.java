package org.harvestxero.copy.outbox;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.event.Amount;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.event.InvoiceRef;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.event.KnownInvoices;
import org.harvestxero.store.event.KnownInvoices.Known;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroDocumentView;

/** What is told of invoices that Xero took. */
final class InvoiceEvents {
    private InvoiceEvents() {}

    /** @param outcome created or adopted; those whose totals differ are failed copies, and not copied yet */
    static List<InvoiceEvent.Copied> copied(List<AcceptedRow> rows, CopyOutcome outcome, KnownInvoices known) {
        List<AcceptedRow> invoices = rows.stream()
                .filter(taken -> taken.row().kind() == Kind.INVOICE && taken.agrees())
                .toList();
        if (invoices.isEmpty()) {
            return List.of();
        }
        Map<Long, InvoiceRef> refs =
                known
                        .find(invoices.stream()
                                .map(taken -> taken.row().sourceId())
                                .toList())
                        .stream()
                        .collect(toMap(Known::sourceId, Known::ref));
        return invoices.stream()
                .map(taken -> copied(
                        taken,
                        outcome,
                        named(Objects.requireNonNull(refs.get(taken.row().sourceId())), taken)))
                .toList();
    }

    private static InvoiceEvent.Copied copied(AcceptedRow taken, CopyOutcome outcome, InvoiceRef invoice) {
        ElementVerdict.Accepted accepted = taken.accepted();
        BigDecimal total = accepted.total() == null ? taken.row().total() : accepted.total();
        return new InvoiceEvent.Copied(
                invoice,
                new Amount(
                        Objects.requireNonNullElse(total, BigDecimal.ZERO),
                        taken.row().currency()),
                accepted.status(),
                outcome.code());
    }

    /** By the name Xero has, where Harvest's list of clients was not read yet. */
    private static InvoiceRef named(InvoiceRef invoice, AcceptedRow taken) {
        ClientRef client = invoice.client();
        if (client == null || client.name() != null) {
            return invoice;
        }
        String name = XeroDocumentView.of(taken.accepted().element()).contactName();
        return new InvoiceRef(
                invoice.harvestId(),
                invoice.draft(),
                invoice.number(),
                invoice.xeroId(),
                new ClientRef(client.id(), name));
    }
}
