package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.xero.api.ApiClient;
import com.xero.api.client.AccountingApi;
import com.xero.models.accounting.ReportWithRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.bp.LocalDate;

/** The report of profit and loss: what approved documents and posted journals come to by account. */
class ProfitAndLossIT {
    private final MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        document("Invoices", "ACCREC", "AUTHORISED", "2026-10-05", "GBP", "1000.00", "200");
        document("Invoices", "ACCREC", "AUTHORISED", "2026-10-06", "USD", "127.00", "200");
        document("Invoices", "ACCREC", "DRAFT", "2026-10-07", "GBP", "5.00", "200");
        document("Invoices", "ACCREC", "AUTHORISED", "2026-11-01", "GBP", "7.00", "200");
        document("CreditNotes", "ACCRECCREDIT", "AUTHORISED", "2026-10-08", "GBP", "40.00", "200");
        document("Invoices", "ACCPAY", "AUTHORISED", "2026-10-09", "GBP", "12.50", "400");
        journal("POSTED", "30.00");
        journal("DRAFT", "8.00");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void document(
            String path, String type, String status, String date, String currency, String net, String account) {
        TestClient.Reply reply = xero.put(path, """
                {"%s":[{"Type":"%s","Status":"%s","Date":"%s","DueDate":"2026-12-01","CurrencyCode":"%s","LineAmountTypes":"Exclusive",
                "Contact":{"Name":"Acme"},"LineItems":[{"Description":"Work","Quantity":1,"UnitAmount":%s,"AccountCode":"%s","TaxType":"NONE"}]}]}
                """.formatted(path, type, status, date, currency, net, account));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private void journal(String status, String amount) {
        TestClient.Reply reply = xero.put("ManualJournals", """
                {"ManualJournals":[{"Narration":"N","Date":"2026-10-31","LineAmountTypes":"NoTax","Status":"%s","JournalLines":[
                {"LineAmount":%s,"AccountCode":"400","TaxType":"NONE"},{"LineAmount":-%s,"AccountCode":"630","TaxType":"NONE"}]}]}
                """.formatted(status, amount, amount));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void addsUpTheSpanInTheOrganisationsCurrency() {
        JsonNode report = xero.get("Reports/ProfitAndLoss?fromDate=2026-10-01&toDate=2026-10-31")
                .first("Reports");

        assertThat(report.path("ReportTitles").get(2).asText()).isEqualTo("1 October 2026 to 31 October 2026");
        List<String> rows = new ArrayList<>();
        for (JsonNode section : report.path("Rows")) {
            for (JsonNode row : section.path("Rows")) {
                rows.add(section.path("Title").asText() + " | "
                        + row.at("/Cells/0/Value").asText() + " "
                        + row.at("/Cells/1/Value").asText());
            }
        }
        assertThat(rows)
                .contains("Income | Sales 1060.00", "Income | Total Income 1060.00", " | Gross Profit 1060.00")
                .endsWith(" | Net Profit 1017.50")
                .anyMatch(row -> row.startsWith("Less Operating Expenses | ") && row.endsWith(" 42.50"));
        assertThat(report.at("/Rows/1/Rows/0/Cells/0/Attributes/0/Id").asText()).isEqualTo("account");
    }

    @Test
    void theVendorsClientReadsIt() throws Exception {
        AccountingApi api =
                new AccountingApi(new ApiClient(sandbox.baseUrl() + "/api.xro/2.0", null, null, null, null));

        ReportWithRow report = api.getReportProfitAndLoss(
                        new TestClient(sandbox)
                                .form("/connect/token", "grant_type=client_credentials")
                                .json()
                                .path("access_token")
                                .asText(),
                        sandbox.tenantId().toString(),
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 10, 31),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .getReports()
                .get(0);

        assertThat(report.getReportName()).isEqualTo("Profit and Loss");
        assertThat(report.getRows().get(1).getRows().get(0).getCells().get(1).getValue())
                .isEqualTo("1060.00");
    }
}
