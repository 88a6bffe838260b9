package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BankTransactionsIT {
    private final MovableClock clock = new MovableClock("2026-11-16T14:05:31.470Z");
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Example Air");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String spend(String reference, String amount) {
        return """
                {"Type":"SPEND","Contact":{"ContactID":"%s"},"BankAccount":{"Code":"090"},"Reference":"%s","Date":"2026-11-10",
                "LineItems":[{"Description":"Flight","Quantity":1,"UnitAmount":%s,"AccountCode":"493","TaxType":"INPUT2"}]}""".formatted(contact, reference, amount);
    }

    private JsonNode made(String reference, String amount) {
        TestClient.Reply reply = xero.put("BankTransactions", spend(reference, amount));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.first("BankTransactions");
    }

    @Test
    void amountsHoldTheirTaxUnlessToldOtherwise() {
        JsonNode spent = made("R-1", "120");

        assertThat(spent.get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(spent.get("LineAmountTypes").asText()).isEqualTo("Inclusive");
        assertThat(spent.get("Total").toString()).isEqualTo("120.00");
        assertThat(spent.get("TotalTax").toString()).isEqualTo("20.00");
        assertThat(spent.get("SubTotal").toString()).isEqualTo("100.00");
        assertThat(spent.at("/BankAccount/Code").asText()).isEqualTo("090");
        assertThat(spent.get("IsReconciled").asBoolean()).isFalse();
    }

    @Test
    void anElementIsRefusedAloneAndTheOthersAreBooked() {
        String body = "{\"BankTransactions\":[" + spend("R-1", "10") + ","
                + spend("R-2", "10").replace("\"090\"", "\"200\"") + "]}";

        TestClient.Reply reply = xero.put("BankTransactions?summarizeErrors=false", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/BankTransactions/0/StatusAttributeString").asText())
                .isEqualTo("OK");
        JsonNode refused = reply.json().at("/BankTransactions/1");
        assertThat(refused.get("StatusAttributeString").asText()).isEqualTo("ERROR");
        assertThat(refused.get("BankTransactionID").asText()).startsWith("00000000");
        assertThat(sandbox.bankTransactions()).hasSize(1);
    }

    @Test
    void listsAreFilteredAndPaged() {
        made("R-1", "10");
        made("R-2", "20");

        JsonNode found = xero.get(
                        "BankTransactions?page=1&where=Type%3D%3D%22SPEND%22%20AND%20Reference%3D%3D%22R-2%22")
                .json();

        assertThat(found.at("/BankTransactions")).hasSize(1);
        assertThat(found.at("/BankTransactions/0/LineItems")).hasSize(1);
        assertThat(found.at("/pagination/itemCount").asInt()).isEqualTo(1);
        assertThat(xero.get("BankTransactions").json().at("/BankTransactions/0/LineItems"))
                .isEmpty();
    }

    @Test
    void isChangedAndDeletedByIdUntilItIsReconciled() {
        String id = made("R-1", "10").get("BankTransactionID").asText();
        String other = made("R-2", "10").get("BankTransactionID").asText();

        JsonNode changed = xero.post(
                        "BankTransactions",
                        "{\"BankTransactionID\":\"" + id
                                + "\",\"LineItems\":[{\"Description\":\"Bus\",\"UnitAmount\":7,"
                                + "\"AccountCode\":\"493\",\"TaxType\":\"NONE\"}]}")
                .first("BankTransactions");
        assertThat(changed.get("Total").toString()).isEqualTo("7.00");
        JsonNode deleted = xero.post(
                        "BankTransactions/" + id, "{\"BankTransactionID\":\"" + id + "\",\"Status\":\"DELETED\"}")
                .first("BankTransactions");
        assertThat(deleted.get("Status").asText()).isEqualTo("DELETED");

        sandbox.reconcile(UUID.fromString(other));
        TestClient.Reply refused = xero.post(
                "BankTransactions/" + other, "{\"BankTransactionID\":\"" + other + "\",\"Status\":\"DELETED\"}");
        assertThat(refused.error()).contains("reconciled");
    }

    @Test
    void aLockedPeriodTakesNothing() {
        sandbox.setLockDates(LocalDate.of(2026, 11, 12), null);

        TestClient.Reply refused = xero.put("BankTransactions", spend("R-1", "10"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).contains("lock date");
    }

    @Test
    void billsMayShareANumberAndAreFoundByIt() {
        for (int i = 0; i < 2; i++) {
            assertThat(xero.put("Invoices", """
                                    {"Type":"ACCPAY","Contact":{"ContactID":"%s"},"InvoiceNumber":"B-1","Status":"SUBMITTED",
                                    "Date":"2026-11-10","DueDate":"2026-12-10","LineAmountTypes":"Inclusive",
                                    "LineItems":[{"Description":"Paper","UnitAmount":12,"AccountCode":"493","TaxType":"INPUT2"}]}""".formatted(contact))
                            .first("Invoices")
                            .get("Status")
                            .asText())
                    .isEqualTo("SUBMITTED");
        }

        assertThat(xero.get("Invoices?page=1&InvoiceNumbers=B-1").json().at("/Invoices"))
                .hasSize(2);
        assertThat(xero.get("Invoices?page=1&searchTerm=b-").json().at("/Invoices"))
                .hasSize(2);
    }
}
