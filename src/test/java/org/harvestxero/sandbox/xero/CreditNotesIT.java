package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditNotesIT {
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;
    private String invoice;
    private String note;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(
                XeroSandboxOptions.defaults().withoutLimits().withClock(new MovableClock("2026-11-20T15:21:44.307Z")));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme Widgets Ltd");
        invoice = xero.createInvoice(contact, "INV-1", "1", "100")
                .get("InvoiceID")
                .asText();
        note = create("AUTHORISED").get("CreditNoteID").asText();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode create(String status) {
        return xero.put(
                        "CreditNotes",
                        "{'CreditNotes':[{'Type':'ACCRECCREDIT','Status':'" + status + "','Contact':{'ContactID':'"
                                + contact + "'},'Date':'2026-11-20','LineAmountTypes':'Exclusive','LineItems':[{"
                                + "'Description':'Write-off','Quantity':1,'UnitAmount':50,'AccountCode':'270',"
                                + "'TaxType':'OUTPUT2'}]}]}")
                .first("CreditNotes");
    }

    private TestClient.Reply allocate(String amount) {
        return xero.put(
                "CreditNotes/" + note + "/Allocations",
                "{'Allocations':[{'Amount':" + amount + ",'Invoice':{'InvoiceID':'" + invoice + "'}}]}");
    }

    private JsonNode readInvoice() {
        return xero.get("Invoices/" + invoice).first("Invoices");
    }

    private JsonNode readNote() {
        return xero.get("CreditNotes/" + note).first("CreditNotes");
    }

    @Test
    void aCreditNoteIsNumberedByXeroAndKeepsItsCredit() {
        JsonNode created = readNote();

        assertThat(created.get("CreditNoteNumber").asText()).isEqualTo("CN-0001");
        assertThat(created.get("Total").toString()).isEqualTo("60.00");
        assertThat(created.get("RemainingCredit").toString()).isEqualTo("60.00");
        assertThat(created.get("ID").asText()).isEqualTo(note);
    }

    @Test
    void anAllocationCreditsTheInvoice() {
        JsonNode allocation = allocate("60.00").first("Allocations");

        assertThat(allocation.get("Amount").toString()).isEqualTo("60.00");
        assertThat(allocation.get("Date").asText()).isEqualTo("/Date(1795132800000+0000)/");
        assertThat(readInvoice().get("AmountCredited").toString()).isEqualTo("60.00");
        assertThat(readInvoice().get("AmountPaid").toString()).isEqualTo("0.00");
        assertThat(readInvoice().get("AmountDue").toString()).isEqualTo("60.00");
        assertThat(readInvoice().get("Payments")).isEmpty();
        assertThat(readInvoice().at("/CreditNotes/0/AppliedAmount").toString()).isEqualTo("60.00");
        assertThat(readNote().get("RemainingCredit").toString()).isEqualTo("0.00");
        assertThat(readNote().get("Status").asText()).isEqualTo("PAID");
    }

    @Test
    void appliedAmountIsNotTheFieldXeroReads() {
        TestClient.Reply reply = xero.put(
                "CreditNotes/" + note + "/Allocations",
                "{'AppliedAmount':10,'Invoice':{'InvoiceID':'" + invoice + "'}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(readInvoice().get("AmountCredited").toString()).isEqualTo("0.00");
    }

    @Test
    void moreThanOutstandingIsRefused() {
        assertThat(allocate("60.01").error())
                .isEqualTo("Credit Note cannot be allocated as amount is greater than amount outstanding");
    }

    @Test
    void aPaidInvoiceTakesNoCredit() {
        xero.put("Payments", TestClient.payment(invoice, "120"));

        assertThat(allocate("1.00").error())
                .isEqualTo("The invoice you are trying to allocate to has already been paid off");
    }

    @Test
    void anUnknownCreditNoteIsAnError() {
        note = "b1eb5dbf-b328-40c2-a2cc-ab4405f7545a";

        assertThat(allocate("1.00").error())
                .isEqualTo("An existing Credit Note with the specified CreditNoteID could not be found");
    }

    @Test
    void anAllocationCanBeTakenBack() {
        String allocation =
                allocate("60.00").first("Allocations").get("AllocationID").asText();

        TestClient.Reply reply = xero.delete("CreditNotes/" + note + "/Allocations/" + allocation);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("IsDeleted").asBoolean()).isTrue();
        assertThat(reply.json().get("AllocationId").asText()).isEqualTo(allocation);
        assertThat(readInvoice().get("AmountDue").toString()).isEqualTo("120.00");
        assertThat(readNote().get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(xero.post("CreditNotes/" + note, "{'Status':'VOIDED'}").status())
                .isEqualTo(200);
    }

    @Test
    void anInvoiceWithCreditCannotBeVoided() {
        allocate("60.00");

        assertThat(xero.post("Invoices/" + invoice, "{'Status':'VOIDED'}").error())
                .startsWith(
                        "The status VOIDED cannot be applied to the invoice because it has payments or credit notes");
        assertThat(xero.post("CreditNotes/" + note, "{'Status':'VOIDED'}").status())
                .isEqualTo(400);
    }

    @Test
    void aDraftCreditNoteCannotBeAllocated() {
        note = create("DRAFT").get("CreditNoteID").asText();

        assertThat(allocate("1.00").status()).isEqualTo(400);
    }

    @Test
    void aRefundUsesTheCreditUp() {
        JsonNode refund = xero.put(
                        "Payments",
                        "{'CreditNote':{'CreditNoteID':'" + note
                                + "'},'Account':{'Code':'090'},'Date':'2026-11-21','Amount':60}")
                .first("Payments");

        assertThat(refund.get("PaymentType").asText()).isEqualTo("ARCREDITPAYMENT");
        assertThat(readNote().get("RemainingCredit").toString()).isEqualTo("0.00");
    }

    @Test
    void discountsDoNotCountOnCreditNotes() {
        JsonNode created = xero.put(
                        "CreditNotes",
                        "{'Type':'ACCRECCREDIT','Contact':{'ContactID':'" + contact
                                + "'},'LineItems':[{'Description':'x','Quantity':1,'UnitAmount':10,'DiscountRate':50}]}")
                .first("CreditNotes");

        assertThat(created.get("SubTotal").toString()).isEqualTo("10.00");
    }
}
