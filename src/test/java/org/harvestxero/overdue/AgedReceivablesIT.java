package org.harvestxero.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.AgedClient;
import org.junit.jupiter.api.Test;

/** What is open by client and age, to the cent as Xero's own report counts it. */
class AgedReceivablesIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS = 6;

    private final TestClock clock = TestClock.at("2026-11-30T10:00:00Z");

    @Test
    void everyPeriodOfEveryClientIsXerosToTheCent() throws Exception {
        try (CopyScenario scenario =
                CopyScenario.start(clock, Map.of("copy.since", "2026-01-01", "time-zone", "UTC"))) {
            Random random = new Random(7);
            for (int i = 0; i < CLIENTS; i++) {
                long client = scenario.harvest().add(aClient("Client " + i));
                for (int j = 0; j < 9; j++) {
                    LocalDate due = TODAY.minusDays(new int[] {-20, 0, 1, 30, 31, 60, 61, 90, 91}[j]);
                    scenario.harvest()
                            .add(anInvoice(client)
                                    .number("I-" + i + "-" + j)
                                    .issued(due.minusDays(14))
                                    .due(due)
                                    .line(
                                            "Work",
                                            "1",
                                            BigDecimal.valueOf(1 + random.nextInt(999_999), 2)
                                                    .toPlainString())
                                    .open());
                }
            }
            scenario.once();
            paySome(scenario, random);
            byHand(scenario);

            assertThat(scenario.engine().overdue().refresh()).isEmpty();
            OverdueDesk.Aged aged = scenario.engine().overdue().aged();

            Map<String, List<BigDecimal>> ours = new TreeMap<>();
            for (AgedClient each : aged.clients()) {
                assertThat(each.currency()).isEqualTo("GBP");
                ours.put(
                        each.client(),
                        plain(List.of(
                                each.open().current(),
                                each.open().to30(),
                                each.open().to60(),
                                each.open().to90(),
                                each.open().older())));
            }
            assertThat(ours).isEqualTo(xeros(scenario)).hasSize(CLIENTS + 1);
            assertThat(aged.outstanding()).singleElement().satisfies(each -> {
                assertThat(each.open())
                        .isEqualByComparingTo(
                                ours.values().stream().flatMap(List::stream).reduce(BigDecimal.ZERO, BigDecimal::add));
                assertThat(each.days()).isPresent();
            });
        }
    }

    @Test
    void creditsThatAreSetAgainstNothingStandBesideWhatIsOpen() {
        try (CopyScenario scenario =
                CopyScenario.start(clock, Map.of("copy.since", "2026-01-01", "time-zone", "UTC"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("B-1")
                            .issued(TODAY.minusDays(60))
                            .due(TODAY.minusDays(40))
                            .line("Work", "1", "100")
                            .open());
            scenario.once();
            String contact =
                    scenario.invoice("B-1").path("Contact").path("ContactID").asText();
            scenario.xero().receiveOverpayment(contact, new BigDecimal("30.25"), TODAY.minusDays(3));
            JsonNode paidBefore = scenario.xero().receivePrepayment(contact, new BigDecimal("20"), TODAY.minusDays(3));
            scenario.xero()
                    .allocate(
                            UUID.fromString(paidBefore.path("PrepaymentID").asText()), "B-1", new BigDecimal("12.50"));
            scenario.xero().receiveOverpayment(contact, new BigDecimal("5"), TODAY.plusDays(3));

            assertThat(scenario.engine().overdue().refresh()).isEmpty();
            scenario.xero().clearLog();
            assertThat(scenario.engine().overdue().refreshCredits()).isEmpty();

            assertThat(scenario.xero().requests()).hasSize(3);
            assertThat(scenario.engine().overdue().aged().clients())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.open().to60()).isEqualByComparingTo("87.50");
                        assertThat(each.credit()).isEqualByComparingTo("37.75");
                        assertThat(each.net()).isEqualByComparingTo("49.75");
                    });

            scenario.xero()
                    .allocate(UUID.fromString(paidBefore.path("PrepaymentID").asText()), "B-1", new BigDecimal("7.50"));
            scenario.engine().overdue().refresh();
            scenario.engine().overdue().refreshCredits();

            assertThat(scenario.engine().overdue().aged().clients())
                    .singleElement()
                    .satisfies(each -> assertThat(each.credit()).isEqualByComparingTo("30.25"));
        }
    }

    private static void paySome(CopyScenario scenario, Random random) {
        for (int i = 0; i < CLIENTS; i++) {
            BigDecimal whole = scenario.invoice("I-" + i + "-3").path("Total").decimalValue();
            scenario.xero().payInvoice("I-" + i + "-3", whole, "090", TODAY.minusDays(2));
            BigDecimal part = scenario.invoice("I-" + i + "-6")
                    .path("Total")
                    .decimalValue()
                    .divide(BigDecimal.valueOf(2 + random.nextInt(5)), 2, java.math.RoundingMode.DOWN);
            scenario.xero().payInvoice("I-" + i + "-6", part, "090", TODAY);
        }
        scenario.xero().voidInvoice("I-0-0");
    }

    /** An invoice that Harvest never saw counts, too; a draft does not. */
    private static void byHand(CopyScenario scenario) {
        for (String status : List.of("AUTHORISED", "DRAFT")) {
            ObjectNode invoice = JSON.createObjectNode()
                    .put("Type", "ACCREC")
                    .put("Status", status)
                    .put("Date", "2026-10-01")
                    .put("DueDate", "2026-10-15")
                    .put("InvoiceNumber", "HAND-" + status);
            invoice.putObject("Contact").put("Name", "By hand");
            invoice.putArray("LineItems")
                    .addObject()
                    .put("Description", "Work")
                    .put("Quantity", 1)
                    .put("UnitAmount", new BigDecimal("33.33"))
                    .put("AccountCode", "200")
                    .put("TaxType", "NONE");
            scenario.xero().createInvoice(invoice);
        }
    }

    private static List<BigDecimal> plain(List<BigDecimal> amounts) {
        return amounts.stream().map(amount -> amount.setScale(2)).toList();
    }

    /** Xero's report of each contact, added up by the days past due that its due dates say. */
    private static Map<String, List<BigDecimal>> xeros(CopyScenario scenario) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String token = token(http, scenario);
        Map<String, List<BigDecimal>> periods = new TreeMap<>();
        for (JsonNode contact : scenario.xero().contacts()) {
            JsonNode report = get(
                            http,
                            scenario,
                            token,
                            "/Reports/AgedReceivablesByContact?date=" + TODAY + "&contactId="
                                    + contact.path("ContactID").asText())
                    .path("Reports")
                    .path(0);
            List<BigDecimal> sums = new ArrayList<>(plain(
                    List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)));
            boolean any = false;
            for (JsonNode row : report.path("Rows").path(1).path("Rows")) {
                if (row.path("RowType").asText().equals("Row")) {
                    any = true;
                    LocalDate due = LocalDate.parse(
                            row.path("Cells").path(2).path("Value").asText().substring(0, 10));
                    long past = ChronoUnit.DAYS.between(due, TODAY);
                    int period = past <= 0 ? 0 : past <= 30 ? 1 : past <= 60 ? 2 : past <= 90 ? 3 : 4;
                    sums.set(
                            period,
                            sums.get(period)
                                    .add(new BigDecimal(row.path("Cells")
                                            .path(7)
                                            .path("Value")
                                            .asText())));
                }
            }
            if (any) {
                periods.put(contact.path("Name").asText(), sums);
            }
        }
        return periods;
    }

    private static String token(HttpClient http, CopyScenario scenario) throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(scenario.xero().baseUrl() + "/connect/token"))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private static JsonNode get(HttpClient http, CopyScenario scenario, String token, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(scenario.xero().baseUrl() + "/api.xro/2.0" + path))
                .header("Authorization", "Bearer " + token)
                .header("Xero-Tenant-Id", scenario.xero().tenantId().toString())
                .header("Accept", "application/json")
                .GET()
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
