package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.time.Instant;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroPaymentView;
import org.jspecify.annotations.Nullable;

/** A row that Xero took, and what Xero made of it. */
record AcceptedRow(Row row, ElementVerdict.Accepted accepted) {
    private static final String NOT_APPROVED =
            "Xero kept it as DRAFT: the connecting user may not approve invoices, so someone has to approve it in Xero";

    boolean isInvoiceLike() {
        return new SentRow(row).isInvoiceLike();
    }

    boolean isPurchase() {
        return new SentRow(row).isPurchase();
    }

    boolean isDraft() {
        return XeroStatus.DRAFT.is(accepted.status());
    }

    /** Whether Xero made the same totals of it. */
    boolean agrees() {
        return !new SentRow(row).hasTotals()
                || (same(row.total(), accepted.total()) && same(row.totalTax(), accepted.totalTax()));
    }

    static boolean same(@Nullable BigDecimal expected, @Nullable BigDecimal actual) {
        return expected == null || (actual != null && expected.compareTo(actual) == 0);
    }

    static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "?" : amount.toPlainString();
    }

    /** @param origin created or adopted @param written what we wrote, as text */
    Link link(boolean agrees, String origin, @Nullable String written, Instant now) {
        return new Link(
                row.kind(),
                row.sourceId(),
                accepted.targetId(),
                accepted.number() == null ? row.number() : accepted.number(),
                accepted.status(),
                row.currency(),
                total(),
                accepted.amountDue(),
                agrees,
                origin,
                written,
                null,
                row.batchId(),
                null,
                now);
    }

    private @Nullable BigDecimal total() {
        if (row.kind() == Kind.PAYMENT) {
            BigDecimal amount = XeroPaymentView.of(accepted.element()).amount();
            if (amount != null) {
                return amount;
            }
        }
        return accepted.total() == null ? row.total() : accepted.total();
    }

    /** What people should know of it though it stands; null when there is nothing. */
    @Nullable
    String warnings() {
        String words = String.join("; ", accepted.warnings());
        boolean held = row.action() != Action.DELETE
                && new SentRow(row).hasTotals()
                && isDraft()
                && new SentRow(row).wantsApproval();
        if (held) {
            words = words.isEmpty() ? NOT_APPROVED : words + "; " + NOT_APPROVED;
        }
        return words.isEmpty() ? null : words;
    }
}
