package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.harvestxero.http.JsonFields;

/**
 * The rate that Xero gave a sales invoice.
 *
 * @param perBase units of the invoice's currency for one of the organisation's; above zero
 */
public record XeroRateView(String number, LocalDate date, BigDecimal perBase) {
    /** Asks for the latest sales invoice in a currency that is dated no later than a day. @param currency its code */
    public static XeroRequest latest(String currency, LocalDate day) {
        return XeroRequest.get("/Invoices")
                .with(
                        "where",
                        "Type==\"ACCREC\" AND CurrencyCode==\"" + currency + "\" AND Date<=" + XeroDates.inFilter(day))
                .with("order", "Date DESC")
                .with("page", "1")
                .with("pageSize", "1");
    }

    /** The rate of the first invoice that has one in the currency. */
    public static Optional<XeroRateView> in(XeroResponse answer, String currency) {
        return XeroElement.list(answer.json(), "Invoices").stream()
                .flatMap(element -> of(element, currency).stream())
                .findFirst();
    }

    private static Optional<XeroRateView> of(XeroElement element, String currency) {
        JsonNode tree = element.tree();
        XeroInvoiceView invoice = XeroInvoiceView.of(element);
        BigDecimal rate = JsonFields.decimal(tree, "CurrencyRate");
        LocalDate date = invoice.date();
        return date == null || rate == null || rate.signum() <= 0 || !currency.equals(invoice.currency())
                ? Optional.empty()
                : Optional.of(new XeroRateView(invoice.number() == null ? invoice.id() : invoice.number(), date, rate));
    }
}
