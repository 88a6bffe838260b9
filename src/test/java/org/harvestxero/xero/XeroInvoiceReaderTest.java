package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.calls.Json;
import org.harvestxero.mapping.HeaderField;
import org.harvestxero.mapping.InvoicePatch;
import org.harvestxero.mapping.TargetInvoice.Status;
import org.harvestxero.mapping.TargetLine.Tracking;
import org.harvestxero.mapping.XeroInvoice;
import org.junit.jupiter.api.Test;

class XeroInvoiceReaderTest {
    @Test
    void readsAnInvoiceWithItsLines() {
        XeroInvoice invoice = XeroInvoiceReader.read(Json.parse("""
                {"InvoiceID": "i-1", "InvoiceNumber": "1042", "Status": "AUTHORISED", "Reference": "PO-7",
                 "Url": "https://acme.harvestapp.com/invoices/50042", "Contact": {"ContactID": "c-1", "Name": "Acme"},
                 "DateString": "2026-10-12T00:00:00", "Date": "/Date(1791763200000+0000)/",
                 "DueDate": "/Date(1794355200000+0000)/", "CurrencyCode": "EUR", "BrandingThemeID": "t-1",
                 "AmountPaid": 12.5, "AmountCredited": 0,
                 "LineItems": [{"LineItemID": "x1", "Description": "Design", "Quantity": 7.33, "UnitAmount": 15.0,
                   "AccountCode": "200", "TaxType": "OUTPUT2", "TaxAmount": 19.79, "DiscountRate": 10.0,
                   "LineAmount": 98.95, "Tracking": [{"Name": "Client", "Option": "Acme"}]}]}
                """).orElseThrow());

        assertThat(invoice)
                .isEqualTo(new XeroInvoice(
                        "i-1",
                        "AUTHORISED",
                        "1042",
                        "c-1",
                        LocalDate.parse("2026-10-12"),
                        LocalDate.parse("2026-11-11"),
                        "EUR",
                        "PO-7",
                        "https://acme.harvestapp.com/invoices/50042",
                        "t-1",
                        new BigDecimal("12.5"),
                        BigDecimal.ZERO,
                        List.of(new XeroInvoice.Line(
                                "x1",
                                "Design",
                                new BigDecimal("7.33"),
                                new BigDecimal("15.0"),
                                null,
                                "200",
                                "OUTPUT2",
                                new BigDecimal("19.79"),
                                new BigDecimal("10.0"),
                                List.of(new Tracking("Client", "Acme")),
                                new BigDecimal("98.95")))));
    }

    @Test
    void namesAFieldThatIsAbsent() {
        assertThatThrownBy(() -> XeroInvoiceReader.read(
                        Json.parse("{\"InvoiceID\": \"i-1\"}").orElseThrow()))
                .isInstanceOf(XeroUnreadableException.class)
                .hasMessageContaining("Status");
    }

    @Test
    void turnsADecidedPatchIntoAnEdit() {
        InvoicePatch patch = new InvoicePatch(
                "i-1", Map.of(HeaderField.REFERENCE, "", HeaderField.DUE_DATE, "2026-12-01"), Status.AUTHORISED, null);

        assertThat(InvoiceEdit.of(patch))
                .isEqualTo(InvoiceEdit.nothing()
                        .withReference("")
                        .withDueDate(LocalDate.parse("2026-12-01"))
                        .withStatus("AUTHORISED"));
    }
}
