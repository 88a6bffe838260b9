package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.xero.api.ApiClient;
import com.xero.api.client.AccountingApi;
import com.xero.models.accounting.ManualJournal.StatusEnum;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manual journals: balanced, outside of locked periods, and not where Xero itself keeps the books. */
class ManualJournalsIT {
    private final MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String journal(String narration, String status, String debit, String credit, String account) {
        return """
                {"ManualJournals":[{"Narration":"%s","Date":"2026-10-31","LineAmountTypes":"NoTax","Status":"%s","ShowOnCashBasisReports":false,
                "JournalLines":[{"LineAmount":%s,"AccountCode":"%s","TaxType":"NONE","Description":"Cost",
                "Tracking":[{"Name":"Project","Option":"Alpha"}]},
                {"LineAmount":%s,"AccountCode":"630","TaxType":"NONE","Description":"Cost"}]}]}""".formatted(narration, status, debit, account, credit);
    }

    private JsonNode made(String narration) {
        TestClient.Reply reply = xero.put("ManualJournals", journal(narration, "POSTED", "12.50", "-12.50", "400"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.first("ManualJournals");
    }

    private String refusal(String body) {
        TestClient.Reply reply = xero.put("ManualJournals", body);
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().at("/Elements/0/ValidationErrors/0/Message").asText();
    }

    @Test
    void isMadeListedByItsNarrationAndReadBack() {
        JsonNode made = made("HX-COST-2026-10-v1 Labour cost");
        made("Another one");

        assertThat(made.path("Status").asText()).isEqualTo("POSTED");
        assertThat(made.at("/JournalLines/0/Tracking/0/Option").asText()).isEqualTo("Alpha");
        JsonNode listed = xero.get("ManualJournals?page=1&where="
                        + TestClient.encode("Narration.StartsWith(\"HX-COST-2026-10-v\")"))
                .json()
                .path("ManualJournals");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0)).isEqualTo(without(made, "StatusAttributeString"));
        assertThat(xero.get("ManualJournals").json().at("/ManualJournals/0/JournalLines"))
                .isEmpty();
        assertThat(xero.get("ManualJournals/" + made.path("ManualJournalID").asText())
                        .first("ManualJournals")
                        .path("Narration")
                        .asText())
                .startsWith("HX-COST");
        assertThat(xero.get("ManualJournals/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private static JsonNode without(JsonNode node, String field) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) node.deepCopy()).without(List.of(field));
    }

    @Test
    void isRefusedUnbalancedOnKeptAccountsUnknownOnesAndInLockedPeriods() {
        assertThat(refusal(journal("N", "DRAFT", "3250.00", "-3200.00", "400")))
                .isEqualTo("The total debits (3250.00) must equal total credits (-3200.00)");
        for (String account : List.of("610", "800", "090", "999")) {
            assertThat(refusal(journal("N", "DRAFT", "1.00", "-1.00", account)))
                    .isEqualTo("Account code '" + account + "' is not a valid code for this document.");
        }
        assertThat(refusal(journal("N", "DRAFT", "1.00", "-1.00", "250"))).contains("has been archived");
        sandbox.setLockDates(LocalDate.of(2026, 10, 31), null);
        assertThat(refusal(journal("N", "DRAFT", "1.00", "-1.00", "400"))).contains("period lock date");
        assertThat(sandbox.manualJournals()).isEmpty();
    }

    @Test
    void aPostedOneIsVoidedAndADraftDeleted() {
        String posted = made("Posted").path("ManualJournalID").asText();
        assertThat(xero.post("ManualJournals/" + posted, "{\"Status\":\"DELETED\"}")
                        .status())
                .isEqualTo(400);
        assertThat(xero.post("ManualJournals/" + posted, "{\"Status\":\"VOIDED\"}")
                        .first("ManualJournals")
                        .path("Status")
                        .asText())
                .isEqualTo("VOIDED");
        String draft = xero.put("ManualJournals", journal("Draft", "DRAFT", "1.00", "-1.00", "400"))
                .first("ManualJournals")
                .path("ManualJournalID")
                .asText();
        assertThat(xero.post("ManualJournals/" + draft, "{\"Status\":\"DELETED\"}")
                        .status())
                .isEqualTo(200);
        assertThat(xero.post("ManualJournals/" + draft, "{\"Narration\":\"x\"}").status())
                .isEqualTo(400);
    }

    @Test
    void xerosOwnClientReadsIt() throws IOException {
        made("HX-COST-2026-10-v1 Labour cost");
        String token = new TestClient(sandbox)
                .form("/connect/token", "grant_type=client_credentials")
                .json()
                .path("access_token")
                .asText();

        var read = new AccountingApi(new ApiClient(sandbox.baseUrl() + "/api.xro/2.0", null, null, null, null))
                .getManualJournals(
                        token,
                        sandbox.tenantId().toString(),
                        null,
                        "Narration.StartsWith(\"HX-COST-2026-10-v\")",
                        null,
                        1)
                .getManualJournals();

        assertThat(read).hasSize(1);
        assertThat(read.get(0).getStatus()).isEqualTo(StatusEnum.POSTED);
        assertThat(read.get(0).getDateAsDate()).hasToString("2026-10-31");
        assertThat(read.get(0).getJournalLines()).hasSize(2);
        assertThat(read.get(0).getJournalLines().get(0).getLineAmount()).isEqualTo(12.5);
        assertThat(read.get(0).getJournalLines().get(0).getTracking().get(0).getName())
                .isEqualTo("Project");
    }
}
