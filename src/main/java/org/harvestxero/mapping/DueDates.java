package org.harvestxero.mapping;

import java.time.LocalDate;
import java.time.YearMonth;
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

    /** A day beyond the end of the month is its last day; a day already past is the invoice's own. */
    static LocalDate by(PaymentTerms terms, LocalDate issued) {
        YearMonth month = YearMonth.from(issued);
        return switch (terms.type()) {
            case "DAYSAFTERBILLMONTH" -> month.atEndOfMonth().plusDays(terms.day());
            case "OFCURRENTMONTH" -> later(issued, dayOf(month, terms.day()));
            case "OFFOLLOWINGMONTH" -> dayOf(month.plusMonths(1), terms.day());
            default -> issued.plusDays(terms.day());
        };
    }

    private static LocalDate dayOf(YearMonth month, int day) {
        return month.atDay(Math.max(1, Math.min(day, month.lengthOfMonth())));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
