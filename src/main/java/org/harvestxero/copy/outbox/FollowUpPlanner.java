package org.harvestxero.copy.outbox;

import java.util.Optional;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroPaymentJson;

/** Plans what follows once Xero took a document: its approval, and setting a credit note against its invoice. */
final class FollowUpPlanner {
    private final ConnectionStore store;

    FollowUpPlanner(ConnectionStore store) {
        this.store = store;
    }

    /** What was made as a draft until its total was seen. */
    void approve(Row row, String targetId) {
        store.outboxPlanner()
                .plan(new Intent(
                        row.kind(),
                        row.sourceId(),
                        row.revision().then("approve"),
                        Action.APPROVE,
                        row.groupId(),
                        row.orderKey() + ":approve",
                        new Dependency(row.kind(), row.sourceId(), null),
                        row.kind() == Kind.INVOICE
                                ? XeroEditJson.statusChange(targetId, XeroStatus.AUTHORISED)
                                : XeroEditJson.creditNoteStatusChange(targetId, XeroStatus.AUTHORISED),
                        null,
                        row.number(),
                        row.currency(),
                        row.total(),
                        row.totalTax()));
    }

    /** A write-off's credit note is set against its invoice as soon as it is approved. */
    void allocate(Row row) {
        Optional<Link> invoice = store.links().find(Kind.INVOICE, row.sourceId());
        if (invoice.isEmpty() || row.total() == null) {
            return;
        }
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CREDIT_NOTE,
                        row.sourceId(),
                        row.revision().then("allocate"),
                        Action.ALLOCATE,
                        row.groupId(),
                        row.orderKey() + ":later",
                        new Dependency(Kind.CREDIT_NOTE, row.sourceId(), XeroStatus.AUTHORISED.name()),
                        XeroPaymentJson.allocation(invoice.get().targetId(), row.total()),
                        null,
                        row.number(),
                        row.currency(),
                        row.total(),
                        null));
    }
}
