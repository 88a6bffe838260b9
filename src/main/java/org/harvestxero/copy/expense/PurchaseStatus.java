package org.harvestxero.copy.expense;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.jspecify.annotations.Nullable;

/**
 * How far a bill, or money spent, is, and so what may still become of it.
 *
 * @param written as it stands in Xero by our doing, or is to be sent; null where that is not known
 * @param edited as it shall stand in Xero by an edit that did not get there yet; null without one
 */
record PurchaseStatus(
        Purchase purchase,
        Stage stage,
        Set<Long> expenses,
        @Nullable Link link,
        @Nullable TargetPurchase written,
        @Nullable TargetPurchase edited) {

    enum Stage {
        /** Not in Xero yet. */
        UNSENT,
        /** On its way: nobody knows yet what Xero made of it. */
        BUSY,
        /** In Xero, and nobody approved it: it follows Harvest. */
        OPEN,
        /** Approved or paid in Xero: it stays. */
        SETTLED,
        /** Voided or deleted in Xero. */
        ENDED
    }

    static PurchaseStatus of(Purchase purchase, ConnectionStore store) {
        Set<Long> expenses = store.expenses().purchases().expenses(purchase.id());
        List<Row> open = store.outbox().openOf(purchase.kind(), purchase.sourceId());
        Optional<Link> link = store.links().find(purchase.kind(), purchase.sourceId());
        boolean busy = open.stream().anyMatch(row -> row.state() == OutboxState.SENDING);
        if (link.isEmpty()) {
            TargetPurchase planned = open.stream()
                    .filter(row -> row.action() == Action.CREATE && hasText(row.content()))
                    .map(row -> StoredJson.read(String.valueOf(row.content()), TargetPurchase.class))
                    .findFirst()
                    .orElse(null);
            return new PurchaseStatus(purchase, busy ? Stage.BUSY : Stage.UNSENT, expenses, null, planned, null);
        }
        Stage stage = busy ? Stage.BUSY : stage(purchase, link.get());
        String text = link.get().written();
        TargetPurchase written = text == null
                ? null
                : StoredJson.read(text, WrittenPurchase.class).purchase();
        return new PurchaseStatus(purchase, stage, expenses, link.get(), written, edited(purchase, open, store));
    }

    /** An edit waits to be compared with how the purchase stands in Xero, then to be sent. */
    private static @Nullable TargetPurchase edited(Purchase purchase, List<Row> open, ConnectionStore store) {
        Stream<String> compared = open.stream()
                .filter(row -> row.action() == Action.UPDATE && hasText(row.written()))
                .map(row -> String.valueOf(row.written()));
        return Stream.concat(store.expenses().purchases().wanted(purchase.id()).stream(), compared)
                .map(text -> StoredJson.read(text, TargetPurchase.class))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasText(@Nullable String content) {
        return content != null && !content.isEmpty();
    }

    /** Money spent is always approved; it stays open to changes until it is reconciled, which Xero says when one is asked for. */
    private static Stage stage(Purchase purchase, Link link) {
        if (XeroStatus.isEnded(link.status())) {
            return Stage.ENDED;
        }
        return purchase.kind() == Kind.SPEND || XeroStatus.isUnapproved(link.status()) ? Stage.OPEN : Stage.SETTLED;
    }

    boolean mayChange() {
        return stage == Stage.UNSENT || stage == Stage.OPEN;
    }

    /** The line of the expense as it was written, or is to be sent. */
    Optional<TargetPurchase.Line> line(long expense) {
        return line(written, expense);
    }

    /** The line of the expense as it shall be once what is decided has reached Xero. */
    Optional<TargetPurchase.Line> decidedLine(long expense) {
        return line(edited, expense).or(() -> line(expense));
    }

    private static Optional<TargetPurchase.Line> line(@Nullable TargetPurchase purchase, long expense) {
        return Optional.ofNullable(purchase).stream()
                .flatMap(each -> each.lines().stream())
                .filter(line -> line.expenseId() == expense)
                .findFirst();
    }

    /** Its status in Xero, for people. */
    String status() {
        return link == null || link.status() == null ? "on its way" : link.status();
    }
}
