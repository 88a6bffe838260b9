package org.harvestxero.copy.outbox;

import java.util.List;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;

/**
 * How one kind of row travels: to which resource, and how many rows share a request.
 *
 * @param collection the name of the list in request and answer, such as {@code Invoices}
 * @param limit rows in one request
 */
record BatchFormat(String method, String path, String query, String collection, int limit) {
    private static final int BATCH = 50;

    /** @param rows of one kind and action; more than one only where {@code limit} allows */
    static BatchFormat of(Kind kind, Action action, List<Row> rows) {
        return switch (kind) {
            case CONTACT, CLIENT, SUPPLIER ->
                new BatchFormat(verb(action), "/Contacts", "summarizeErrors=false", "Contacts", BATCH);
            case INVOICE ->
                new BatchFormat(verb(action), "/Invoices", "summarizeErrors=false&unitdp=4", "Invoices", BATCH);
            case BILL ->
                new BatchFormat(verb(action), "/Invoices", "summarizeErrors=false&unitdp=4", "Invoices", BATCH);
            case SPEND ->
                new BatchFormat(
                        verb(action), "/BankTransactions", "summarizeErrors=false&unitdp=4", "BankTransactions", BATCH);
            case CREDIT_NOTE -> creditNotes(action, rows);
            case PAYMENT ->
                action == Action.CREATE
                        ? new BatchFormat("PUT", "/Payments", "summarizeErrors=false", "Payments", BATCH)
                        : new BatchFormat("POST", "/Payments/" + target(rows), "", "Payments", 1);
            case PAYMENT_BACK, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL ->
                throw new IllegalArgumentException("A " + kind + " is never sent to Xero");
        };
    }

    private static BatchFormat creditNotes(Action action, List<Row> rows) {
        return switch (action) {
            case ALLOCATE ->
                new BatchFormat("PUT", "/CreditNotes/" + target(rows) + "/Allocations", "", "Allocations", 1);
            case DEALLOCATE ->
                new BatchFormat(
                        "DELETE",
                        "/CreditNotes/" + target(rows) + "/Allocations/"
                                + rows.get(0).content(),
                        "",
                        "Allocations",
                        1);
            default ->
                new BatchFormat(verb(action), "/CreditNotes", "summarizeErrors=false&unitdp=4", "CreditNotes", BATCH);
        };
    }

    /** How many rows of the kind share a request. */
    static int limit(Kind kind, Action action) {
        boolean single = (kind == Kind.CREDIT_NOTE && (action == Action.ALLOCATE || action == Action.DEALLOCATE))
                || (kind == Kind.PAYMENT && action != Action.CREATE);
        return single ? 1 : BATCH;
    }

    private static String verb(Action action) {
        return action == Action.CREATE ? "PUT" : "POST";
    }

    private static String target(List<Row> rows) {
        String target = rows.get(0).dependsTarget();
        if (rows.size() != 1 || target == null) {
            throw new IllegalArgumentException("Exactly one row with a known target travels alone, not " + rows.size());
        }
        return target;
    }
}
