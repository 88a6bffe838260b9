package org.harvestxero.copy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.ExpectedElement;
import org.harvestxero.xero.SentElement;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroPaymentView.PaidInvoice;
import org.jspecify.annotations.Nullable;

/** What Xero would say of a row if it took it as it is. */
final class ExpectedVerdicts {
    /** Begins the ids of what would be made in Xero. */
    private static final String PLANNED = "planned:";

    private final ConnectionStore store;

    ExpectedVerdicts(ConnectionStore store) {
        this.store = store;
    }

    /** Xero's id of the row's document, or one that stands for it until it is made. */
    static String target(Row row, Optional<Link> link) {
        return link.map(Link::targetId).orElse(PLANNED + row.kind().code() + ":" + row.sourceId());
    }

    /** Whether the id stands for something that is yet to be made. */
    static boolean isPlanned(String targetId) {
        return targetId.startsWith(PLANNED);
    }

    ElementVerdict of(Row row) {
        Optional<Link> link = store.links().find(row.kind(), row.sourceId());
        String target = target(row, link);
        BigDecimal total =
                row.total() != null ? row.total() : link.map(Link::total).orElse(null);
        return new ElementVerdict.Accepted(
                target,
                row.kind() == Kind.PAYMENT ? null : row.number(),
                status(row, link),
                null,
                row.totalTax(),
                total,
                due(row, link, total),
                List.of(),
                element(row));
    }

    private XeroElement element(Row row) {
        if (row.kind() == Kind.PAYMENT) {
            return payment(row);
        }
        return row.kind() == Kind.INVOICE && row.action() == Action.CREATE
                ? ExpectedElement.unpaidInvoice()
                : ExpectedElement.bare();
    }

    private static @Nullable String status(Row row, Optional<Link> link) {
        if (row.kind() == Kind.CONTACT || row.kind() == Kind.SUPPLIER) {
            return null;
        }
        return switch (row.action()) {
            case CREATE -> {
                if (row.kind() == Kind.PAYMENT) {
                    yield "AUTHORISED";
                }
                if (row.kind() == Kind.BILL || row.kind() == Kind.SPEND) {
                    yield StoredJson.read(String.valueOf(row.content()), TargetPurchase.class)
                            .status()
                            .name();
                }
                TargetInvoice target = StoredJson.read(String.valueOf(row.content()), TargetInvoice.class);
                yield target.confirmFirst() ? "DRAFT" : settled(target);
            }
            case APPROVE -> "AUTHORISED";
            case UPDATE -> {
                String asked = SentElement.parse(String.valueOf(row.content())).status();
                yield asked != null ? asked : link.map(Link::status).orElse(null);
            }
            case DELETE -> "DELETED";
            case VOID -> "VOIDED";
            case ALLOCATE, DEALLOCATE -> link.map(Link::status).orElse(null);
        };
    }

    /** Nothing is due on an invoice of nothing: Xero calls it paid. */
    private static String settled(TargetInvoice target) {
        boolean authorised = target.status() == TargetInvoice.Status.AUTHORISED;
        return authorised
                        && target.kind() == TargetInvoice.Kind.INVOICE
                        && target.total().signum() == 0
                ? "PAID"
                : target.status().name();
    }

    private static @Nullable BigDecimal due(Row row, Optional<Link> link, @Nullable BigDecimal total) {
        BigDecimal before = link.map(Link::amountDue).orElse(null);
        BigDecimal totalBefore = link.map(Link::total).orElse(null);
        return row.action() == Action.CREATE || before == null || totalBefore == null || total == null
                ? total
                : before.add(total.subtract(totalBefore));
    }

    /** A payment's answer shows how its invoice stands after it. */
    private XeroElement payment(Row row) {
        BigDecimal amount = row.total() == null ? BigDecimal.ZERO : row.total();
        boolean deleted = row.action() == Action.DELETE;
        BigDecimal more = deleted ? amount.negate() : amount;
        Money money = store.invoiceMoney().money(List.of(row.groupId())).get(row.groupId());
        BigDecimal paid =
                money == null || money.paid() == null ? null : money.paid().add(more);
        return ExpectedElement.payment(
                amount,
                store.links()
                        .find(Kind.INVOICE, row.groupId())
                        .map(invoice -> new PaidInvoice(
                                invoice.targetId(),
                                invoice.amountDue() == null
                                        ? null
                                        : invoice.amountDue().subtract(more),
                                paid))
                        .orElse(null));
    }
}
