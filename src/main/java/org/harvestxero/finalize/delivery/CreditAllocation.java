package org.harvestxero.finalize.delivery;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Sets a credit note against the client's open invoices in Xero, the oldest first, as far as it goes.
 */
final class CreditAllocation {

    private final ConnectionStore store;
    private final DraftInvoicePlanner planning;
    private final DeliveryOutcomes outcomes;

    CreditAllocation(ConnectionStore store, DraftInvoicePlanner planning, DeliveryOutcomes outcomes) {
        this.outcomes = outcomes;
        this.store = store;
        this.planning = planning;
    }

    /** Asks how the credit note stands and what of it is left. */
    static XeroRequest note(DeliveryItem item) {
        return XeroRequest.get(item.xeroPath());
    }

    /** Nothing is left to do for one that is used up or ended; one that nobody approved yet is looked at again later. */
    void noteSeen(XeroResponse answer, DeliveryItem item) {
        XeroCreditNoteView note = answer.creditNote();
        String status = Objects.requireNonNullElse(note.status(), "");
        BigDecimal left =
                Objects.requireNonNullElse(note.remaining(), BigDecimal.ZERO).subtract(underWay(item));
        item.credit(left, Objects.requireNonNullElse(note.contactId(), ""));
        store.links().status(Kind.CREDIT_NOTE, item.draft().sourceId(), status);
        if (XeroStatus.isEnded(status)) {
            item.end();
            outcomes.giveUp(item, "the credit note is " + status + " in Xero");
        } else if (!XeroStatus.isIssued(status)) {
            item.end();
            outcomes.attempted(item);
            outcomes.again(item, "it waits until the credit note is approved in Xero");
        } else if (left.signum() <= 0) {
            outcomes.done(item, "all of it is used");
        }
    }

    /** What was planned before and has not come to an end. */
    private BigDecimal underWay(DeliveryItem item) {
        return store.outbox().openOf(Kind.CREDIT_NOTE, item.draft().sourceId()).stream()
                .filter(row -> row.action() == Action.ALLOCATE)
                .map(row -> row.total() == null ? BigDecimal.ZERO : row.total())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Asks for the client's open invoices in Xero, the oldest first. */
    static XeroRequest openInvoices(DeliveryItem item) {
        return XeroRequest.get("/Invoices")
                .with("ContactIDs", String.valueOf(item.contact()))
                .with("Statuses", "AUTHORISED")
                .with("order", "Date ASC")
                .with("page", "1")
                .with("pageSize", "1000");
    }

    /** Plans to set the credit note against them, as far as it goes, and records that in the same step. */
    void allocate(XeroResponse answer, DeliveryItem item) {
        List<XeroInvoiceView> open = answer.invoices().stream()
                .filter(invoice -> invoice.isSalesInvoice()
                        && item.draft().currency().equals(invoice.currency())
                        && invoice.due().signum() > 0)
                .sorted(Comparator.comparing(
                                XeroInvoiceView::date, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(invoice -> invoice.element().number()))
                .toList();
        store.inTransaction(() -> {
            List<String> used = new ArrayList<>();
            BigDecimal left = item.left();
            for (XeroInvoiceView invoice : open) {
                BigDecimal amount = left.min(invoice.due());
                if (amount.signum() > 0) {
                    planning.allocate(item.link(), item.draft().id(), invoice.id(), amount);
                    used.add(money(amount, item) + " against "
                            + invoice.element().number());
                    left = left.subtract(amount);
                }
            }
            outcomes.done(
                    item,
                    used.isEmpty()
                            ? "the client has no open invoice in "
                                    + item.draft().currency() + ": it is left open"
                            : String.join(", ", used)
                                    + (left.signum() > 0 ? "; " + money(left, item) + " is left open" : ""));
        });
    }

    private static String money(BigDecimal amount, DeliveryItem item) {
        String currency = item.draft().currency();
        return CurrencyDigits.plain(amount, currency) + " " + currency;
    }
}
