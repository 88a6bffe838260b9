package org.harvestxero.copying;

import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.mapping.TargetContact;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.mapping.TargetPayment;
import org.harvestxero.xero.XeroWire;

/** Turns an outbox row into the element that travels, now that the ids it depends on are known. */
final class Elements {
    private Elements() {}

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
            return forContact ? XeroWire.withContact(content, target(row)) : content;
        }
        return switch (row.kind()) {
            case CONTACT -> XeroWire.contact(Json.read(content, TargetContact.class));
            case INVOICE -> XeroWire.invoice(Json.read(content, TargetInvoice.class), target(row));
            case CREDIT_NOTE -> XeroWire.creditNote(Json.read(content, TargetInvoice.class), target(row));
            case PAYMENT -> XeroWire.payment(Json.read(content, TargetPayment.class), target(row));
            case CLIENT, CLIENT_CONTACT, DRAFT, BILLING, MAIL ->
                throw new IllegalStateException("A " + row.kind() + " is never sent to Xero");
        };
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
