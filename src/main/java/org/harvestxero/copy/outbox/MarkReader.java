package org.harvestxero.copy.outbox;

import java.util.OptionalLong;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.XeroElement;

/** Reads our mark off a Xero element, by which it is recognised when the reply to its creation was lost. */
public final class MarkReader {
    private MarkReader() {}

    /** The Harvest id the element carries, if it is one of ours. */
    public static OptionalLong sourceId(Kind kind, XeroElement element) {
        return switch (kind) {
            case CONTACT, CLIENT -> Marks.clientIn(element.mark());
            case SUPPLIER -> Marks.personIn(element.mark());
            case SPEND -> ExpenseMarks.spendIn(element.mark());
            case BILL -> OptionalLong.empty(); // it is known by its number
            case INVOICE -> Marks.invoiceIn(element.mark());
            case PAYMENT -> Marks.paymentIn(element.mark());
            case CREDIT_NOTE -> Marks.creditNoteIn(element.mark());
            case PAYMENT_BACK, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL -> OptionalLong.empty();
        };
    }
}
