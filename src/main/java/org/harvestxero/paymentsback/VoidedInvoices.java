package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.api.CycleReport.Deed;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceMessages;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes invoices that people voided or deleted in Xero back in Harvest, by policy: they become drafts there, or go. One with payments, one
 * that bills time through an agreement, and one Harvest doesn't let go stay reported. Each voiding is followed once: what people do in
 * Harvest afterwards stands.
 */
public final class VoidedInvoices {
    private static final Logger LOG = LoggerFactory.getLogger(VoidedInvoices.class);
    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final Policy policy;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    public VoidedInvoices(ConnectionStore store, Policy policy) {
        this.store = store;
        this.policy = policy;
    }

    /** What becomes of them. */
    public enum Policy {
        REPORT,
        DRAFT,
        DELETE
    }

    /** An invoice that is to be taken back. @param row what was reported of it */
    public record Voided(SourceDocument invoice, Row row) {
        private String version() {
            return invoice.sourceId() + " " + invoice.fingerprint();
        }

        /** Without what it holds, for logs. */
        @Override
        public String toString() {
            return "invoice " + invoice.number();
        }
    }

    /** Those to take back now. What is in Harvest as the policy wants it is reported no more. */
    public List<Voided> next() {
        return policy == Policy.REPORT
                ? List.of()
                : store.failedRows().ofCause(Kind.INVOICE, FailureCode.VOIDED_IN_XERO.name()).stream()
                        .flatMap(id -> store.outbox().find(id).stream())
                        .filter(row -> row.revision().is(RevisionKind.ENDED))
                        .flatMap(row -> voided(row).stream())
                        .toList();
    }

    private Optional<Voided> voided(Row row) {
        Optional<SourceDocument> invoice =
                store.documents().find(Kind.INVOICE, row.sourceId()).filter(document -> !document.isGone());
        if (policy == Policy.DRAFT
                && invoice.filter(document -> isIn(document, "draft")).isPresent()) {
            settle(row, "it is a draft in Harvest");
            return Optional.empty();
        }
        return invoice.filter(this::mayGo)
                .map(document -> new Voided(document, row))
                .filter(each -> !refused.contains(each.version()));
    }

    private boolean mayGo(SourceDocument invoice) {
        return mayGo(invoice.amount(), invoice.dueAmount(), invoice.sourceState())
                && store.billing().drafts().byMirror(invoice.sourceId()).isEmpty();
    }

    private boolean mayGo(@Nullable BigDecimal total, @Nullable BigDecimal due, @Nullable String state) {
        boolean unpaid = total != null && due != null && total.compareTo(due) == 0;
        boolean open = "open".equals(state) || (policy == Policy.DELETE && "draft".equals(state));
        return unpaid && open;
    }

    private static boolean isIn(SourceDocument invoice, String state) {
        return state.equals(invoice.sourceState());
    }

    /** What becomes of those that {@link #next} gives. */
    Deed deed() {
        return policy == Policy.DRAFT ? Deed.DRAFTED : Deed.DELETED;
    }

    /** Asks how the invoice stands in Harvest: what is known of it may be as old as its list. */
    public HarvestRequest lookup(Voided voided) {
        return HarvestRequest.get("/invoices/" + voided.invoice().sourceId());
    }

    /** Whether it may still go: somebody may have recorded a payment meanwhile, or closed it. */
    public boolean mayStillGo(HarvestResponse answer, Voided voided) {
        HarvestInvoiceView now = HarvestInvoiceView.of(answer.element());
        BigDecimal total = now.amounts().total();
        BigDecimal due = now.amounts().due();
        boolean may = mayGo(total, due, now.state());
        if (!may) {
            LOG.info("{} changed in Harvest and is not taken back", voided);
        }
        return may;
    }

    public HarvestRequest request(Voided voided) {
        long invoice = voided.invoice().sourceId();
        return policy == Policy.DRAFT
                ? HarvestInvoiceMessages.setBackToDraft(invoice)
                : HarvestInvoiceJson.delete(invoice);
    }

    /** Harvest did it. */
    public void done(Voided voided) {
        settle(
                voided.row(),
                policy == Policy.DRAFT ? "it was set back to draft in Harvest" : "it was deleted in Harvest");
    }

    private void settle(Row row, String why) {
        store.inTransaction(() -> {
            if (store.failedRows().settle(Kind.INVOICE, row.sourceId(), row.revision())) {
                store.audit().add("process", Kind.INVOICE, row.sourceId(), "followed", "voided in Xero: " + why);
            }
        });
    }

    /** Lets what failed of these come here. */
    public void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(
                Voided.class,
                new FailedWrites.Handling<>(
                        this::refused,
                        (voided, why) -> {
                            throw why;
                        },
                        (voided, why) ->
                                LOG.warn("Whether {} was taken back is unknown: {}", voided, why.getMessage())));
    }

    private void refused(Voided voided, RequestRefusedException why) {
        if (why.status() == NOT_FOUND) {
            done(voided);
        } else {
            refused.add(voided.version());
            LOG.warn("Harvest doesn't let {} be taken back: {}", voided, why.getMessage());
        }
    }
}
