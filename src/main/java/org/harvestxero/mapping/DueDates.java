package org.harvestxero.mapping;

import java.time.LocalDate;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;

/** When an invoice is due (ruling 13): Harvest's date, then the contact's payment terms, then the configured days. */
final class DueDates {
    private DueDates() {}

    static Choice<LocalDate> of(SourceInvoice invoice, MappingContext context) {
        LocalDate harvest = invoice.dueDate();
        if (harvest != null) {
            return Choice.of(harvest, "Harvest's due date");
        }
        XeroContact contact = context.contact();
        PaymentTerms terms = contact == null ? null : contact.salesTerms();
        if (terms != null) {
            return Choice.of(by(terms, invoice.issueDate()), "payment terms of the Xero contact");
        }
        return Choice.of(invoice.issueDate().plusDays(context.options().defaultDueDays()), "copy.default-due-days");
    }

    static LocalDate by(PaymentTerms terms, LocalDate issued) {
        return terms.due(issued);
    }
}
