package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * What a sales invoice says about what is owed and since when.
 *
 * @param number empty where Xero shows none
 * @param status Xero's word, such as {@code AUTHORISED}
 * @param settled when nothing was left to pay any more; null while something is
 */
public record XeroDebtView(
        String id, String number, String status, XeroInvoiceView.Contact contact, Days days, Sums sums) {

    /** @param due the issue date where Xero shows none */
    public record Days(
            LocalDate issued, LocalDate due, @Nullable LocalDate settled) {}

    /** With tax, in the invoice's currency; zero where Xero shows none. */
    public record Sums(String currency, BigDecimal total, BigDecimal due, BigDecimal paid) {}

    /** Empty for bills, and for what lacks an id, a date or a currency. */
    public static Optional<XeroDebtView> of(XeroElement element) {
        JsonNode tree = element.tree();
        XeroInvoiceView invoice = XeroInvoiceView.of(element);
        if (!invoice.isSalesInvoice()
                || invoice.id().isEmpty()
                || invoice.date() == null
                || invoice.currency() == null) {
            return Optional.empty();
        }
        return Optional.of(new XeroDebtView(
                invoice.id(),
                invoice.number() == null ? "" : invoice.number(),
                invoice.status() == null ? "" : invoice.status(),
                invoice.contact(),
                new Days(
                        invoice.date(),
                        XeroDates.day(tree, "DueDate").orElse(invoice.date()),
                        XeroDates.day(tree, "FullyPaidOnDate").orElse(null)),
                new Sums(
                        invoice.currency(),
                        amount(invoice.amounts().total()),
                        amount(invoice.amounts().due()),
                        amount(JsonFields.decimal(tree, "AmountPaid")))));
    }

    private static BigDecimal amount(@Nullable BigDecimal shown) {
        return shown == null ? BigDecimal.ZERO : shown;
    }
}
