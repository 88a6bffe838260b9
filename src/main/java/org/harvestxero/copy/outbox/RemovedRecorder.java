package org.harvestxero.copy.outbox;

import java.util.List;
import java.util.Objects;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;

/** Records documents that were deleted or voided in Xero. */
final class RemovedRecorder {
    private final ConnectionStore store;
    private final PaidInvoiceRecorder paidInvoices;

    RemovedRecorder(ConnectionStore store) {
        this.store = store;
        this.paidInvoices = new PaidInvoiceRecorder(store);
    }

    void record(AcceptedRow taken) {
        Row row = taken.row();
        ElementVerdict.Accepted accepted = taken.accepted();
        store.links().status(row.kind(), row.sourceId(), accepted.status() == null ? "DELETED" : accepted.status());
        paidInvoices.record(List.of(taken));
        store.outboxVerdicts().done(row.id(), CopyOutcome.DELETED.code(), taken.warnings());
        if (row.kind() == Kind.INVOICE && store.events().isKept()) {
            store.invoiceNews()
                    .known()
                    .find(row.sourceId())
                    .ifPresent(invoice -> store.events()
                            .add(new InvoiceEvent.Voided(
                                    invoice.ref(),
                                    Objects.requireNonNullElse(accepted.status(), "DELETED"),
                                    InvoiceEvent.Voided.BY_US)));
        }
    }
}
