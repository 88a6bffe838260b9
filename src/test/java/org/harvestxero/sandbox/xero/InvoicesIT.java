package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoicesIT {
    private static final String NOT_FOR_MODIFICATION = "Invoice not of valid status for modification";

    private final MovableClock clock = new MovableClock("2026-11-02T09:14:22.293Z");
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme Widgets Ltd");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String draft() {
        return TestClient.invoice(contact, "INV-1", "DRAFT", "1", "100");
    }

    private String approved() {
        return TestClient.invoice(contact, "INV-1", "AUTHORISED", "1", "100");
    }

    private String errorOf(String body) {
        TestClient.Reply reply = xero.put("Invoices", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.error();
    }

    private JsonNode put(String body) {
        TestClient.Reply reply = xero.put("Invoices", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.first("Invoices");
    }

    private TestClient.Reply change(JsonNode invoice, String fields) {
        return xero.post("Invoices/" + invoice.get("InvoiceID").asText(), fields);
    }

    private void pay(JsonNode invoice, String amount) {
        assertThat(xero.put(
                                "Payments",
                                TestClient.payment(invoice.get("InvoiceID").asText(), amount))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void putCreatesAnApprovedInvoiceWithTotals() {
        JsonNode invoice = put(TestClient.invoice(contact, "INV-1", "AUTHORISED", "7.33", "110.00"));

        assertThat(invoice.get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(invoice.get("SubTotal").toString()).isEqualTo("806.30");
        assertThat(invoice.get("TotalTax").toString()).isEqualTo("161.26");
        assertThat(invoice.get("Total").toString()).isEqualTo("967.56");
        assertThat(invoice.get("AmountDue").toString()).isEqualTo("967.56");
        assertThat(invoice.get("Date").asText()).isEqualTo("/Date(1793577600000+0000)/");
        assertThat(invoice.get("DateString").asText()).isEqualTo("2026-11-02T00:00:00");
        assertThat(invoice.get("UpdatedDateUTC").asText()).isEqualTo("/Date(1793610862293+0000)/");
        assertThat(invoice.get("UpdatedDateUTCString").asText()).isEqualTo("2026-11-02T09:14:22Z");
        assertThat(invoice.at("/LineItems/0/Quantity").toString()).isEqualTo("7.3300");
        assertThat(invoice.get("CurrencyRate").toString()).isEqualTo("1.0000000000");
        assertThat(invoice.at("/Contact/EmailAddress").asText()).isEqualTo("billing@example.com");
    }

    @Test
    void defaultsAreADraftOfTodayNumberedByXero() {
        JsonNode invoice = put("{'Type':'ACCREC','Contact':{'ContactID':'" + contact
                + "'},'LineItems':[{'Description':'x','UnitAmount':10,'Quantity':1}]}");

        assertThat(invoice.get("Status").asText()).isEqualTo("DRAFT");
        assertThat(invoice.get("InvoiceNumber").asText()).isEqualTo("INV-0001");
        assertThat(invoice.get("DateString").asText()).isEqualTo("2026-11-02T00:00:00");
        assertThat(invoice.get("LineAmountTypes").asText()).isEqualTo("Exclusive");
        assertThat(invoice.get("CurrencyCode").asText()).isEqualTo("GBP");
        assertThat(invoice.has("DueDate")).isFalse();
    }

    @Test
    void aLocalMidnightEastOfGreenwichLandsOnTheDayBefore() {
        assertThat(put(draft().replace("2026-11-02", "2026-11-02T00:00:00+01:00"))
                        .get("DateString")
                        .asText())
                .isEqualTo("2026-11-01T00:00:00");
    }

    // --- what a document must have

    @Test
    void aContactIsNeeded() {
        assertThat(errorOf(draft().replace("'Contact':{'ContactID':'" + contact + "'},", "")))
                .isEqualTo("A Contact must be specified for this type of transaction");
    }

    @Test
    void aContactMustBeIdentified() {
        assertThat(errorOf(draft().replace("'ContactID':'" + contact + "'", "'FirstName':'Jo'")))
                .isEqualTo("The Contact must contain at least 1 of the following elements to identify the contact:"
                        + " Name, ContactID, ContactNumber");
    }

    @Test
    void anUnknownContactNameCreatesTheContact() {
        put(draft().replace("'ContactID':'" + contact + "'", "'Name':'New Client'"));

        assertThat(sandbox.contacts())
                .extracting(each -> each.get("Name").asText())
                .contains("New Client");
    }

    @Test
    void aKnownContactNameIsFoundIgnoringCaseAndChangedByWhatElseIsSent() {
        put(draft().replace("'ContactID':'" + contact + "'", "'Name':'ACME widgets ltd','FirstName':'Jo'"));

        assertThat(sandbox.contacts()).hasSize(1);
        assertThat(sandbox.contacts().get(0).get("FirstName").asText()).isEqualTo("Jo");
    }

    @Test
    void anArchivedContactGetsNoInvoices() {
        xero.post("Contacts/" + contact, "{'ContactStatus':'ARCHIVED'}");

        assertThat(errorOf(draft()))
                .isEqualTo("The contact with the specified contact details has been archived. The contact must be"
                        + " un-archived before creating new invoices or credit notes");
    }

    @Test
    void linesAreNeeded() {
        assertThat(errorOf(draft().replaceAll("'LineItems':\\[.*]", "'LineItems':[]")))
                .isEqualTo("One or more line items must be specified");
    }

    @Test
    void aLineNeedsADescriptionOrAnItem() {
        errorOf(draft().replace("'Description':'Work',", ""));

        JsonNode line = put(draft().replace("'Description':'Work',", "'ItemCode':'HRV-DESIGN',"))
                .at("/LineItems/0");
        assertThat(line.get("Description").asText()).isEqualTo("Design time");
        assertThat(line.get("ItemCode").asText()).isEqualTo("HRV-DESIGN");
    }

    @Test
    void anItemFillsInWhatALineDoesNotSay() {
        JsonNode line = put("{'Type':'ACCREC','Contact':{'ContactID':'" + contact
                        + "'},'LineItems':[{'ItemCode':'HRV-DESIGN','Quantity':2}]}")
                .at("/LineItems/0");

        assertThat(line.get("LineAmount").toString()).isEqualTo("190.00");
        assertThat(line.get("AccountCode").asText()).isEqualTo("200");
        assertThat(line.get("TaxType").asText()).isEqualTo("OUTPUT2");
    }

    @Test
    void aLineMayBeOnlyText() {
        JsonNode invoice = put(approved().replace("'LineItems':[", "'LineItems':[{'Description':'October'},"));

        assertThat(invoice.get("LineItems")).hasSize(2);
        assertThat(invoice.get("Total").toString()).isEqualTo("120.00");
    }

    @Test
    void approvalNeedsADueDate() {
        assertThat(errorOf(approved().replace("'DueDate':'2026-12-02',", "")))
                .isEqualTo("The document DueDate field must be specified.");
        put(draft().replace("'DueDate':'2026-12-02',", ""));
    }

    @Test
    void approvalNeedsAnAccountCodePerLine() {
        assertThat(errorOf(approved().replace("'AccountCode':'200',", ""))).isEqualTo("Account code must be specified");
        put(draft().replace("'AccountCode':'200',", ""));
    }

    @Test
    void allMessagesOfAnElementComeTogether() {
        TestClient.Reply reply =
                xero.put("Invoices", approved().replace("'200'", "'999X'").replace("'DueDate':'2026-12-02',", ""));

        assertThat(reply.json().at("/Elements/0/ValidationErrors"))
                .extracting(each -> each.get("Message").asText())
                .containsExactly(
                        "Account code '999X' is not a valid code for this document.",
                        "The document DueDate field must be specified.");
        assertThat(reply.json().at("/Elements/0/HasErrors").asBoolean()).isTrue();
        assertThat(reply.json().at("/Elements/0/AmountDue").toString()).isEqualTo("0.00");
        assertThat(reply.json().at("/Elements/0/LineItems/0").has("LineItemID")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "090, Account code '090' is not a valid code for this document.",
                "610, Account code '610' is not a valid code for this document.",
                "250, |Account code '250' has been archived, or has been deleted. Each line item must reference a valid account.|"
            })
    void someAccountsAreNotForLines(String code, String message) {
        assertThat(errorOf(draft().replace("'200'", "'" + code + "'"))).isEqualTo(message);
    }

    @Test
    void anAccountArchivedLaterIsRefusedToo() {
        sandbox.archiveAccount("200");

        assertThat(errorOf(draft())).startsWith("Account code '200' has been archived, or has been deleted.");
    }

    @Test
    void aTaxTypeMustExist() {
        assertThat(errorOf(draft().replace("OUTPUT2", "OUTPUT9")))
                .isEqualTo("The TaxType code OUTPUT9 does not exist or cannot be used for this type of transaction.");
    }

    @Test
    void aTaxTypeMustFitTheAccount() {
        assertThat(errorOf(draft().replace("'200'", "'400'")))
                .isEqualTo("The TaxType code 'OUTPUT2' cannot be used with account code '400'.");
    }

    @Test
    void withoutATaxTypeTheAccountsOwnApplies() {
        JsonNode line = put(draft().replace(",'TaxType':'OUTPUT2'", "")).at("/LineItems/0");

        assertThat(line.get("TaxType").asText()).isEqualTo("OUTPUT2");
        assertThat(line.get("TaxAmount").toString()).isEqualTo("20.00");
    }

    @Test
    void aCurrencyMustBeSubscribed() {
        assertThat(errorOf(draft().replace("'Date'", "'CurrencyCode':'NOK','Date'")))
                .isEqualTo("Organisation is not subscribed to currency NOK");
        assertThat(put(draft().replace("'Date'", "'CurrencyCode':'USD','Date'"))
                        .get("CurrencyRate")
                        .toString())
                .isEqualTo("1.2700000000");
    }

    @Test
    void knownTrackingIsCompletedAndUnknownOrArchivedTrackingDropped() {
        String tracked = "'Tracking':[{'Name':'Project','Option':'Alpha'},{'Name':'Region','Option':'Mars'}],'TaxType'";
        JsonNode tracking = put(draft().replace("'TaxType'", tracked)).at("/LineItems/0/Tracking");
        sandbox.archiveTrackingOption("Project", "Alpha");
        JsonNode later = put(draft().replace("INV-1", "INV-2").replace("'TaxType'", tracked))
                .at("/LineItems/0/Tracking");

        assertThat(tracking).hasSize(1);
        assertThat(tracking.at("/0/Option").asText()).isEqualTo("Alpha");
        assertThat(tracking.at("/0/TrackingOptionID").asText()).hasSize(36);
        assertThat(later).isEmpty();
    }

    @Test
    void unknownTrackingCanBeMadeAnError() {
        sandbox.setRejectsUnknownTracking(true);

        assertThat(errorOf(draft().replace("'TaxType'", "'Tracking':[{'Name':'Region','Option':'Mars'}],'TaxType'")))
                .startsWith("Unknown tracking details.");
    }

    @Test
    void aSentLineAmountMustBeOurs() {
        assertThat(errorOf(draft().replace("'TaxType'", "'LineAmount':99.99,'TaxType'")))
                .isEqualTo("The line total 99.99 does not match the expected line total 100.00");
        assertThat(errorOf(draft().replace("'TaxType'", "'LineAmount':0,'DiscountRate':100,'TaxType'")))
                .isEqualTo("The line total -100.00 does not match the expected line total 0.00");
    }

    @Test
    void aSentTotalMustBeOurs() {
        assertThat(errorOf(draft().replace("'Date'", "'Total':120.01,'Date'")))
                .isEqualTo("The invoice total does not equal the sum of the lines.");
    }

    @Test
    void aDiscountAmountMustNotExceedItsLine() {
        assertThat(errorOf(draft().replace("'TaxType'", "'DiscountAmount':127.83,'TaxType'")))
                .isEqualTo("The discount rate '127.83' is invalid. Discount must not be greater than the line total.");
        assertThat(errorOf(TestClient.invoice(contact, "INV-1", "DRAFT", "1", "-5")
                        .replace("'TaxType'", "'DiscountAmount':0,'TaxType'")))
                .startsWith("The discount rate '0.00' is invalid.");
    }

    @Test
    void theUrlMustNotNameXero() {
        errorOf(draft().replace("'Date'", "'Url':'https://go.xero.com/1','Date'"));

        assertThat(put(draft().replace("'Date'", "'Url':'https://acme.harvestapp.com/invoices/1','Date'"))
                        .get("Url")
                        .asText())
                .isEqualTo("https://acme.harvestapp.com/invoices/1");
    }

    @Test
    void lockedDaysRefuseDocuments() {
        sandbox.setLockDates(LocalDate.of(2026, 11, 2), null);
        assertThat(errorOf(draft()))
                .isEqualTo("The document date cannot be before the period lock date, currently set at 02-Nov-2026");
        sandbox.setLockDates(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 3, 31));
        put(draft());
        assertThat(errorOf(draft().replace("INV-1", "INV-2").replace("2026-11-02", "2026-03-31")))
                .isEqualTo(
                        "The document date cannot be before the end of year lock date, currently set at 31-Mar-2026");
    }

    // --- numbers

    @Test
    void putRefusesANumberInUse() {
        put(approved());

        TestClient.Reply again = xero.put("Invoices", draft().replace("INV-1", "inv-1"));

        assertThat(again.error()).isEqualTo("Invoice # must be unique.");
        assertThat(again.json().at("/Elements/0/InvoiceID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
    }

    @Test
    void postWithANumberInUseEditsThatInvoice() {
        JsonNode first = put(approved());

        JsonNode second = xero.post("Invoices", TestClient.invoice(contact, "INV-1", "AUTHORISED", "2", "100"))
                .first("Invoices");

        assertThat(second.get("InvoiceID")).isEqualTo(first.get("InvoiceID"));
        assertThat(second.get("Total").toString()).isEqualTo("240.00");
        assertThat(sandbox.invoices()).hasSize(1);
    }

    @Test
    void theNumberOfAVoidedInvoiceIsSpent() {
        JsonNode invoice = put(approved());
        change(invoice, "{'Status':'VOIDED'}");

        assertThat(errorOf(approved())).isEqualTo("Invoice # must be unique.");
        assertThat(xero.post("Invoices", approved()).error()).isEqualTo(NOT_FOR_MODIFICATION);
        assertThat(xero.get("Invoices/INV-1").first("Invoices").get("Status").asText())
                .isEqualTo("VOIDED");
    }

    @Test
    void theNumberOfADeletedDraftIsSpentUnlessItWasRenamedBefore() {
        JsonNode kept = put(draft());
        change(kept, "{'Status':'DELETED'}");
        JsonNode renamed = put(draft().replace("INV-1", "INV-2"));
        change(renamed, "{'InvoiceNumber':'INV-2-deleted'}");
        change(renamed, "{'Status':'DELETED'}");

        assertThat(errorOf(draft())).isEqualTo("Invoice # must be unique.");
        put(draft().replace("INV-1", "INV-2"));
    }

    @Test
    void billsMayShareNumbers() {
        String bill =
                draft().replace("ACCREC", "ACCPAY").replace("OUTPUT2", "INPUT2").replace("'200'", "'493'");

        put(bill);
        put(bill);

        assertThat(sandbox.invoices()).hasSize(2);
    }

    // --- status

    @ParameterizedTest
    @CsvSource({"PAID", "VOIDED", "DELETED"})
    void aNewInvoiceCannotBe(String status) {
        assertThat(errorOf(draft().replace("DRAFT", status))).isEqualTo("Invoice not of valid status for creation");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "DRAFT, SUBMITTED, SUBMITTED",
        "DRAFT, AUTHORISED, AUTHORISED",
        "DRAFT, DELETED, DELETED",
        "DRAFT, VOIDED,",
        "DRAFT, PAID,",
        "SUBMITTED, DRAFT, DRAFT",
        "SUBMITTED, AUTHORISED, AUTHORISED",
        "SUBMITTED, DELETED, DELETED",
        "AUTHORISED, VOIDED, VOIDED",
        "AUTHORISED, DELETED,",
        "AUTHORISED, DRAFT,",
        "AUTHORISED, SUBMITTED,"
    })
    void statusMovesAsTheApiAllows(String from, String to, String result) {
        JsonNode invoice = put(draft().replace("DRAFT", from));

        TestClient.Reply reply = change(invoice, "{'Status':'" + to + "'}");

        if (result == null) {
            assertThat(reply.error()).isEqualTo(NOT_FOR_MODIFICATION);
        } else {
            assertThat(reply.first("Invoices").get("Status").asText()).isEqualTo(result);
        }
    }

    @Test
    void aVoidedInvoiceOwesNothingAndCannotChange() {
        JsonNode invoice = put(approved());

        JsonNode voided = change(invoice, "{'Status':'VOIDED'}").first("Invoices");

        assertThat(voided.get("AmountDue").toString()).isEqualTo("0.00");
        assertThat(voided.get("Total").toString()).isEqualTo("120.00");
        assertThat(change(invoice, "{'Reference':'x'}").error()).isEqualTo(NOT_FOR_MODIFICATION);
    }

    @Test
    void withoutTheRightToApproveAnInvoiceComesBackAsDraft() {
        sandbox.setMayApprove(false);

        JsonNode invoice = put(approved());

        assertThat(invoice.get("Status").asText()).isEqualTo("DRAFT");
        assertThat(change(invoice, "{'Status':'AUTHORISED'}")
                        .first("Invoices")
                        .get("Status")
                        .asText())
                .isEqualTo("DRAFT");
    }

    @Test
    void thePlanMayLimitApprovals() {
        sandbox.setApprovalsLeft(1);
        put(approved());

        assertThat(errorOf(approved().replace("INV-1", "INV-2")))
                .isEqualTo("You have reached the limit of invoices you can approve");
        put(draft().replace("INV-1", "INV-2"));
    }

    @Test
    void aZeroTotalIsPaidAtOnceUnlessToldOtherwise() {
        String zero = TestClient.invoice(contact, "INV-0", "AUTHORISED", "0", "100");
        assertThat(put(zero).get("Status").asText()).isEqualTo("PAID");

        sandbox.setSettlesZeroTotals(false);

        assertThat(put(zero.replace("INV-0", "INV-00")).get("Status").asText()).isEqualTo("AUTHORISED");
    }

    // --- edits

    @Test
    void aPartialPostLeavesTheRestAlone() {
        JsonNode invoice = put(draft().replace("'Date'", "'Reference':'PO 7','Date'"));

        JsonNode changed = change(invoice, "{'DueDate':'2026-12-24'}").first("Invoices");

        assertThat(changed.get("DueDateString").asText()).isEqualTo("2026-12-24T00:00:00");
        assertThat(changed.get("Reference").asText()).isEqualTo("PO 7");
        assertThat(changed.get("LineItems")).hasSize(1);
    }

    @Test
    void linesWithoutAnIdAreNewAndThoseNotListedGo() {
        JsonNode invoice = put(draft().replace("]}", ",{'Description':'More','Quantity':1,'UnitAmount':1}]}"));
        String kept = invoice.at("/LineItems/1/LineItemID").asText();

        JsonNode lines = change(
                        invoice,
                        "{'LineItems':[{'LineItemID':'" + kept
                                + "','Description':'More','Quantity':2,'UnitAmount':1},"
                                + "{'Description':'New','Quantity':1,'UnitAmount':3}]}")
                .first("Invoices")
                .get("LineItems");

        assertThat(lines).extracting(line -> line.get("LineAmount").toString()).containsExactly("2.00", "3.00");
        assertThat(lines.at("/0/LineItemID").asText()).isEqualTo(kept);
        assertThat(lines.at("/1/LineItemID").asText())
                .isNotEqualTo(invoice.at("/LineItems/0/LineItemID").asText());
    }

    @Test
    void aStatusChangeWithoutUnitdpLosesFourDecimals() {
        String fine = TestClient.invoice(contact, "INV-1", "DRAFT", "7000", "0.1651");
        JsonNode invoice = xero.put("Invoices?unitdp=4", fine).first("Invoices");
        JsonNode kept = xero.post(
                        "Invoices/" + invoice.get("InvoiceID").asText() + "?unitdp=4", "{'Status':'SUBMITTED'}")
                .first("Invoices");

        JsonNode lost = change(invoice, "{'Status':'AUTHORISED'}").first("Invoices");

        assertThat(invoice.get("SubTotal").toString()).isEqualTo("1155.70");
        assertThat(kept.get("SubTotal").toString()).isEqualTo("1155.70");
        assertThat(lost.get("SubTotal").toString()).isEqualTo("1190.00");
    }

    @Test
    void aReadWithoutUnitdpShowsTwoDecimals() {
        xero.put("Invoices?unitdp=4", TestClient.invoice(contact, "INV-1", "DRAFT", "7000", "0.1651"));

        assertThat(xero.get("Invoices/INV-1")
                        .first("Invoices")
                        .at("/LineItems/0/UnitAmount")
                        .toString())
                .isEqualTo("0.17");
        assertThat(xero.get("Invoices/INV-1?unitdp=4")
                        .first("Invoices")
                        .at("/LineItems/0/UnitAmount")
                        .toString())
                .isEqualTo("0.1651");
    }

    @Test
    void aPartPaidInvoiceTakesOnlyHarmlessEdits() {
        JsonNode invoice = put(approved());
        pay(invoice, "20.00");
        String line = invoice.at("/LineItems/0/LineItemID").asText();

        JsonNode edited = change(
                        invoice,
                        "{'Reference':'PO 9','DueDate':'2026-12-31','InvoiceNumber':'INV-1b','LineItems':[{'LineItemID':'"
                                + line + "','Description':'Reworded','Quantity':1,'UnitAmount':100,'AccountCode':'260',"
                                + "'TaxType':'OUTPUT2'}]}")
                .first("Invoices");

        assertThat(edited.get("InvoiceNumber").asText()).isEqualTo("INV-1b");
        assertThat(edited.at("/LineItems/0/AccountCode").asText()).isEqualTo("260");
        String refused = "This document cannot be edited as it has a payment or credit note allocated to it.";
        assertThat(change(invoice, "{'Date':'2026-11-03'}").error()).isEqualTo(refused);
        assertThat(change(
                                invoice,
                                "{'LineItems':[{'LineItemID':'" + line
                                        + "','Description':'x','Quantity':2,'UnitAmount':100,'AccountCode':'200'}]}")
                        .error())
                .isEqualTo(refused);
        assertThat(change(invoice, "{'Status':'VOIDED'}").error())
                .isEqualTo("The status VOIDED cannot be applied to the invoice because it has payments or credit notes"
                        + " allocated to it.");
    }

    @Test
    void aNewDueDateOnAPartPaidInvoiceIsNoChangeForASync() {
        JsonNode invoice = put(approved());
        pay(invoice, "20.00");
        String since = "2026-11-02T09:15:00";
        clock.advance(Duration.ofMinutes(5));

        change(invoice, "{'DueDate':'2026-12-24'}");
        JsonNode afterDueDate =
                xero.with("If-Modified-Since", since).get("Invoices").json().get("Invoices");
        change(invoice, "{'Reference':'PO 1'}");
        JsonNode afterReference = xero.get("Invoices").json().get("Invoices");

        assertThat(afterDueDate).isEmpty();
        assertThat(afterReference).hasSize(1);
    }

    @Test
    void inALockedPeriodNothingCanBeEdited() {
        JsonNode invoice = put(approved());
        sandbox.setLockDates(LocalDate.of(2026, 11, 30), null);

        assertThat(change(invoice, "{'Reference':'x'}").error())
                .startsWith("The document date cannot be before the period lock date");
        assertThat(change(invoice, "{'Status':'VOIDED'}").error())
                .startsWith("The document date cannot be before the period lock date");
    }

    @Test
    void anUnknownInvoiceIdIsAnErrorOfItsElement() {
        TestClient.Reply reply = xero.post(
                "Invoices?summarizeErrors=false",
                "{'InvoiceID':'1050b3a7-66b7-4c69-aae7-7ba02b9e81c4','Reference':'x'}");

        assertThat(reply.first("Invoices").at("/ValidationErrors/0/Message").asText())
                .isEqualTo("The document with the supplied id was not found for this endpoint.");
    }

    // --- e-mail, online invoice, PDF

    @Test
    void onlyApprovedInvoicesOfContactsWithAnAddressAreMailed() {
        String draft = put(draft()).get("InvoiceID").asText();
        assertThat(xero.post("Invoices/" + draft + "/Email", "").error())
                .isEqualTo("Draft, voided or deleted invoices cannot be emailed");
        String silent = xero.put("Contacts", "{'Name':'No Mail'}")
                .first("Contacts")
                .get("ContactID")
                .asText();
        String unreachable =
                xero.createInvoice(silent, "INV-2", "1", "1").get("InvoiceID").asText();
        assertThat(xero.post("Invoices/" + unreachable + "/Email", "").error())
                .isEqualTo("Invoices for contacts with no email address assigned cannot be emailed");

        change(xero.get("Invoices/INV-1").first("Invoices"), "{'Status':'AUTHORISED'}");

        assertThat(xero.post("Invoices/" + draft + "/Email", "").status()).isEqualTo(204);
        assertThat(sandbox.mailsSent()).containsExactly(Map.entry("INV-1", 1));
        assertThat(xero.get("Invoices/INV-1")
                        .first("Invoices")
                        .get("SentToContact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void onlyApprovedInvoicesAreOnline() {
        String id = put(draft()).get("InvoiceID").asText();
        assertThat(xero.get("Invoices/" + id + "/OnlineInvoice").status()).isEqualTo(404);
        change(xero.get("Invoices/INV-1").first("Invoices"), "{'Status':'AUTHORISED'}");

        assertThat(xero.get("Invoices/" + id + "/OnlineInvoice")
                        .first("OnlineInvoices")
                        .get("OnlineInvoiceUrl")
                        .asText())
                .startsWith("https://in.xero.com/");
    }

    @Test
    void anInvoiceCanBePrinted() {
        put(approved());

        TestClient.Reply reply = xero.with("Accept", "application/pdf").get("Invoices/INV-1");

        assertThat(reply.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(reply.text()).startsWith("%PDF-");
    }

    @Test
    void peopleInXeroEditVoidAndPay() {
        put(approved());

        sandbox.editInvoice("INV-1", TestClient.json("{'Reference':'by hand'}"));
        sandbox.payInvoice("INV-1", new BigDecimal("20.00"), "090", LocalDate.of(2026, 11, 5));

        JsonNode invoice = sandbox.invoices().get(0);
        assertThat(invoice.get("Reference").asText()).isEqualTo("by hand");
        assertThat(invoice.get("AmountDue").toString()).isEqualTo("100.00");
        sandbox.deletePayment(
                UUID.fromString(sandbox.payments().get(0).get("PaymentID").asText()));
        assertThat(sandbox.voidInvoice("INV-1").get("Status").asText()).isEqualTo("VOIDED");
    }
}
