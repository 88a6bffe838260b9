package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.junit.jupiter.api.Test;

class XeroJsonTest {
    private static final String CONTACT = "ca7127f7-3c5e-4de7-a76d-ae0ef9b9b76b";
    private static final String INVOICE = "1050b3a7-66b7-4c69-aae7-7ba02b9e81c4";
    private static final TargetLine LINE = new TargetLine(
            "Design \"v2\"",
            new BigDecimal("7.3333"),
            new BigDecimal("150.00"),
            "DESIGN",
            "200",
            "OUTPUT2",
            null,
            new BigDecimal("10"),
            List.of(new TargetLine.Tracking("Client", "Acme & Co")),
            new BigDecimal("990.00"),
            new BigDecimal("198.00"),
            53341450L);

    private static TargetInvoice invoice(TargetInvoice.Kind kind, boolean confirmFirst) {
        return new TargetInvoice(
                kind,
                13150403,
                5735776,
                "1001",
                TargetInvoice.Status.AUTHORISED,
                confirmFirst,
                LocalDate.of(2026, 11, 2),
                LocalDate.of(2026, 12, 2),
                "GBP",
                "PO-77",
                "https://example.harvestapp.test/invoices/13150403",
                null,
                List.of(LINE),
                new BigDecimal("990.00"),
                new BigDecimal("198.00"),
                new BigDecimal("1188.00"));
    }

    @Test
    void writesAnInvoice() {
        assertThat(XeroJson.invoice(invoice(TargetInvoice.Kind.INVOICE, false), CONTACT))
                .isEqualTo("{\"Type\":\"ACCREC\",\"Contact\":{\"ContactID\":\"" + CONTACT + "\"},"
                        + "\"LineAmountTypes\":\"Exclusive\",\"InvoiceNumber\":\"1001\",\"Reference\":\"PO-77\","
                        + "\"CurrencyCode\":\"GBP\",\"Date\":\"2026-11-02\",\"Status\":\"AUTHORISED\","
                        + "\"Url\":\"https://example.harvestapp.test/invoices/13150403\",\"DueDate\":\"2026-12-02\","
                        + "\"LineItems\":[{\"Description\":\"Design \\\"v2\\\"\",\"Quantity\":7.3333,"
                        + "\"UnitAmount\":150.00,\"ItemCode\":\"DESIGN\",\"AccountCode\":\"200\","
                        + "\"TaxType\":\"OUTPUT2\",\"DiscountRate\":10,"
                        + "\"Tracking\":[{\"Name\":\"Client\",\"Option\":\"Acme & Co\"}]}]}");
    }

    @Test
    void sendsACurrencyRateOnlyWhereOneIsStated() {
        TargetInvoice plain = invoice(TargetInvoice.Kind.INVOICE, false);
        TargetInvoice rated = new TargetInvoice(
                plain.kind(),
                plain.sourceId(),
                plain.clientId(),
                plain.number(),
                plain.status(),
                plain.confirmFirst(),
                plain.date(),
                plain.dueDate(),
                "USD",
                new BigDecimal("1.234567"),
                plain.reference(),
                plain.url(),
                plain.brandingThemeId(),
                plain.lines(),
                plain.subtotal(),
                plain.totalTax(),
                plain.total());

        assertThat(XeroJson.invoice(rated, CONTACT))
                .contains("\"CurrencyCode\":\"USD\",\"CurrencyRate\":1.234567,\"Date\"");
        assertThat(XeroJson.invoice(plain, CONTACT)).doesNotContain("CurrencyRate");
    }

    @Test
    void sendsWhatMustBeConfirmedFirstAsADraft() {
        assertThat(XeroJson.invoice(invoice(TargetInvoice.Kind.INVOICE, true), CONTACT))
                .contains("\"Status\":\"DRAFT\"");
    }

    @Test
    void writesACreditNoteWithoutWhatXeroDoesNotKnowOnOne() {
        assertThat(XeroJson.creditNote(invoice(TargetInvoice.Kind.CREDIT_NOTE, false), CONTACT))
                .startsWith("{\"Type\":\"ACCRECCREDIT\"")
                .contains("\"CreditNoteNumber\":\"1001\"")
                .doesNotContain("DueDate", "Url", "InvoiceNumber");
    }

    @Test
    void writesOnlyTheChangesOfAnEdit() {
        XeroInvoiceEdit edit =
                XeroInvoiceEdit.nothing().withNumber("1001-deleted-13150403").withReference("");

        assertThat(XeroEditJson.invoiceEdit(INVOICE, edit))
                .isEqualTo("{\"InvoiceID\":\"" + INVOICE + "\",\"InvoiceNumber\":\"1001-deleted-13150403\","
                        + "\"Reference\":\"\"}");
        assertThat(XeroEditJson.statusChange(INVOICE, XeroStatus.AUTHORISED))
                .isEqualTo("{\"InvoiceID\":\"" + INVOICE + "\",\"Status\":\"AUTHORISED\"}");
    }

    @Test
    void keepsTheIdOfALineThatIsReplaced() {
        XeroInvoiceEdit edit = XeroInvoiceEdit.nothing()
                .withLines(List.of(new XeroInvoiceEdit.Line("line-1", LINE), new XeroInvoiceEdit.Line(null, LINE)));

        assertThat(XeroEditJson.invoiceEdit(INVOICE, edit))
                .contains("\"LineItems\":[{\"LineItemID\":\"line-1\",\"Description\":")
                .contains("},{\"Description\":");
    }

    @Test
    void writesAContactWithAtMostFourAddressLines() {
        TargetContact contact = new TargetContact(
                5735776,
                "Acme Widgets Ltd",
                "harvest-client-5735776",
                "Jo",
                null,
                "accounts@acme.example",
                List.of("1 Sample Street", "Floor 2", "Leeds", "LS1 1AA", "United Kingdom"),
                "GBP");

        assertThat(XeroContactJson.contact(contact))
                .isEqualTo("{\"Name\":\"Acme Widgets Ltd\",\"ContactNumber\":\"harvest-client-5735776\","
                        + "\"DefaultCurrency\":\"GBP\",\"FirstName\":\"Jo\",\"EmailAddress\":\"accounts@acme.example\","
                        + "\"Addresses\":[{\"AddressType\":\"POBOX\",\"AddressLine1\":\"1 Sample Street\","
                        + "\"AddressLine2\":\"Floor 2\",\"AddressLine3\":\"Leeds\","
                        + "\"AddressLine4\":\"LS1 1AA, United Kingdom\"}]}");
    }

    @Test
    void namesAPaymentsAccountByCodeOrById() {
        TargetPayment byCode = new TargetPayment(
                10336386, 13150403, "090", LocalDate.of(2026, 11, 16), new BigDecimal("1000.00"), "HP10336386");
        TargetPayment byId = new TargetPayment(
                1, 1, "66ed9044-fed6-460b-aaa1-b31f6e6aeb41", LocalDate.of(2026, 11, 16), BigDecimal.TEN, "HP1");

        assertThat(XeroPaymentJson.payment(byCode, INVOICE))
                .isEqualTo("{\"Invoice\":{\"InvoiceID\":\"" + INVOICE + "\"},\"Account\":{\"Code\":\"090\"},"
                        + "\"Date\":\"2026-11-16\",\"Amount\":1000.00,\"Reference\":\"HP10336386\"}");
        assertThat(XeroPaymentJson.payment(byId, INVOICE))
                .contains("\"Account\":{\"AccountID\":\"66ed9044-fed6-460b-aaa1-b31f6e6aeb41\"}");
    }

    @Test
    void putsElementsIntoAnEnvelope() {
        assertThat(XeroJson.envelope("Payments", List.of("{\"a\":1}", "{\"b\":2}")))
                .isEqualTo("{\"Payments\":[{\"a\":1},{\"b\":2}]}");
    }

    @Test
    void writesLargeAndSmallAmountsWithoutExponent() {
        assertThat(XeroPaymentJson.allocation(INVOICE, new BigDecimal("1E+3"))).contains("\"Amount\":1000,");
    }
}
