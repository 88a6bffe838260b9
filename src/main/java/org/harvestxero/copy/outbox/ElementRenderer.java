package org.harvestxero.copy.outbox;

import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.XeroContactJson;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroJson;
import org.harvestxero.xero.XeroPaymentJson;
import org.harvestxero.xero.XeroPurchaseJson;

/** Turns an outbox row into the element that travels, now that the ids it depends on are known. */
final class ElementRenderer {
    private ElementRenderer() {}

    static String of(Row row) {
        String content = row.content();
        if (content == null) {
            throw new IllegalStateException("Outbox row " + row.id() + " has nothing to send");
        }
        if (row.action() == Action.DEALLOCATE) {
            return ""; // its address says it all
        }
        if (row.action() != Action.CREATE) {
            boolean forContact =
                    row.dependsOn() != null && row.dependsOn().kind() == Kind.CONTACT && row.kind() == Kind.INVOICE;
            return forContact ? XeroEditJson.withContact(content, target(row)) : content;
        }
        return switch (row.kind()) {
            case CONTACT, SUPPLIER -> XeroContactJson.contact(StoredJson.read(content, TargetContact.class));
            case INVOICE -> XeroJson.invoice(StoredJson.read(content, TargetInvoice.class), target(row));
            case CREDIT_NOTE -> XeroJson.creditNote(StoredJson.read(content, TargetInvoice.class), target(row));
            case BILL, SPEND -> purchase(StoredJson.read(content, TargetPurchase.class), row);
            case PAYMENT -> XeroPaymentJson.payment(StoredJson.read(content, TargetPayment.class), target(row));
            case PAYMENT_BACK, CLIENT, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL ->
                throw new IllegalStateException("A " + row.kind() + " is never sent to Xero");
        };
    }

    private static String purchase(TargetPurchase purchase, Row row) {
        String named = purchase.supplier().contactId();
        return XeroPurchaseJson.create(purchase, named == null ? target(row) : named);
    }

    private static String target(Row row) {
        String target = row.dependsTarget();
        if (target == null) {
            throw new IllegalStateException(
                    "Outbox row " + row.id() + " was claimed before what it depends on is in Xero");
        }
        return target;
    }
}
