package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.sandbox.harvest.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarvestBackDoorIT {
    private HarvestSandbox harvest;
    private Caller api;
    private Caller backDoor;

    @BeforeEach
    void start() {
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
        api = new Caller(harvest);
        backDoor = api.below("/sandbox");
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    @Test
    void worksAsPeopleDoWithoutCountingAsACall() {
        long client = backDoor.post(
                        "/v2/clients", "{'name':'By hand','id':5000000001,'created_at':'2026-01-02T03:04:05Z'}")
                .json()
                .path("id")
                .asLong();
        Answer made = backDoor.post(
                "/v2/invoices",
                "{'client_id':%d,'number':'H-1','line_items':[{'kind':'Anything','unit_price':5}]}".formatted(client));
        String path = "/v2/invoices/" + made.json().path("id").asLong();
        backDoor.post(
                path + "/payments",
                "{'amount':5,'payment_gateway':{'id':1,'name':'stripe'},'transaction_id':'ch_1','paid_date':'2026-01-03'}");

        assertThat(client).isEqualTo(5_000_000_001L);
        assertThat(backDoor.get(path).json().path("state").asText()).isEqualTo("paid");
        assertThat(backDoor.get("/calls").body()).isEqualTo("{}");
        assertThat(harvest.mails()).isEmpty();
        assertThat(backDoor.delete(path).status()).isEqualTo(200);
        assertThat(backDoor.get(path).status()).isEqualTo(404);
    }

    @Test
    void approvesMarksAndRounds() {
        long project =
                harvest.add(aProject(harvest.add(aClient("Client")), "Site").hourlyRate("80"));
        long entry = harvest.add(aTimeEntry(project, harvest.add(aTask("Design")), harvest.ownerId())
                .hours("1.01"));
        String path = "/v2/time_entries/" + entry;

        backDoor.post("/approvals", "{'status':'approved','ids':[%d]}".formatted(entry));
        backDoor.patch("/settings", "{'rounding_minutes':15,'rounding_up':true}");
        backDoor.post("/marks", "{'time_entry_ids':[%d]}".formatted(entry));

        JsonNode marked = backDoor.get(path).json();
        assertThat(marked.path("approval_status").asText()).isEqualTo("approved");
        assertThat(marked.path("is_billed").asBoolean()).isTrue();
        assertThat(marked.path("rounded_hours").decimalValue()).isEqualByComparingTo("1.25");
        assertThat(backDoor.post("/approvals", "{'status':'maybe','ids':[]}").status())
                .isEqualTo(422);
    }

    @Test
    void keepsIdsApart() {
        long client = harvest.add(aClient("Client"));
        long next = client + 1;

        assertThat(backDoor.post("/v2/clients", "{'name':'Twin','id':%d}".formatted(client))
                        .message())
                .isEqualTo("Id has already been taken");
        assertThat(harvest.add(aClient("Chosen").id(next + 10))).isEqualTo(next + 10);
        assertThat(harvest.add(aClient("After"))).isEqualTo(next + 11);
        assertThat(backDoor.post("/v2/clients", "{'name':'Huge','id':1e999999}").message())
                .isEqualTo("Id is not a number");
    }

    @Test
    void makesAndEndsTrouble() {
        backDoor.post("/faults", "{'kind':'too_many_requests','path':'/clients','milliseconds':3000,'times':1}");

        assertThat(api.get("/clients").header("Retry-After")).isEqualTo("3");
        assertThat(api.get("/clients").status()).isEqualTo(200);
        assertThat(backDoor.get("/calls").body()).isEqualTo("{\"GET /clients\":2}");
        assertThat(backDoor.get("/requests?last=1").json().path("requests")).hasSize(1);
        assertThat(backDoor.delete("/faults").status()).isEqualTo(200);
        assertThat(backDoor.delete("/calls").status()).isEqualTo(200);
        assertThat(backDoor.get("/calls").body()).isEqualTo("{}");
    }

    @Test
    void takesJsonAsCurlSendsIt() {
        Answer planted = api.send(HttpRequest.newBuilder(URI.create(harvest.webUrl() + "/sandbox/bulk"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{\"invoices\":3}")));

        assertThat(planted.body()).isEqualTo("{\"clients\":1,\"invoices\":3,\"time_entries\":0}");
    }

    @Test
    void turnsSwitches() {
        assertThat(backDoor.patch("/switches", "{'EMPTY_DELETE_ANSWERS':true}")
                        .json()
                        .path("EMPTY_DELETE_ANSWERS")
                        .asBoolean())
                .isTrue();
        long client = harvest.add(aClient("Client"));

        assertThat(api.delete("/clients/" + client).body()).isEmpty();
    }

    @Test
    void plantsTheSameForTheSameSeed() {
        Answer planted = backDoor.post(
                "/bulk",
                "{'seed':7,'clients':3,'invoices':20,'paid_percent':50,'lines':2,'time_entries':40,'from':'2026-10-01','to':'2026-10-31','currencies':['GBP','EUR'],'tax':20}");
        assertThat(planted.body()).isEqualTo("{\"clients\":3,\"invoices\":20,\"time_entries\":40}");

        try (HarvestSandbox other =
                HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits())) {
            other.plant(new BulkSeed(
                    7,
                    3,
                    20,
                    50,
                    2,
                    40,
                    20,
                    LocalDate.of(2026, 10, 1),
                    LocalDate.of(2026, 10, 31),
                    List.of("GBP", "EUR"),
                    new java.math.BigDecimal("20")));
            assertThat(amounts(other)).isEqualTo(amounts(harvest)).hasSize(20);
        }
        assertThat(api.get("/invoices?state=paid").json().path("total_entries").asInt())
                .isEqualTo(20);
        assertThat(api.get("/time_entries?approval_status=approved")
                        .json()
                        .path("total_entries")
                        .asInt())
                .isEqualTo(40);
    }

    private static List<String> amounts(HarvestSandbox harvest) {
        return harvest.get("/invoices").path("invoices").findValuesAsText("due_amount");
    }

    @Test
    void showsPagesForPeopleWithTextEscaped() {
        long client = harvest.add(aClient("<b>Bold & Sons</b>"));
        long id = harvest.add(anInvoice(client)
                .number("77")
                .subject("<script>")
                .line("a \"quoted\" line", "1", "10")
                .open()
                .payment(aPayment("4").on(LocalDate.of(2026, 11, 3)).gateway("stripe", "ch_1")));

        String index = api.get(harvest.webUrl() + "/").body();
        assertThat(index)
                .contains("<a href=\"/invoices/" + id + "\">77</a>", "&lt;b&gt;Bold &amp; Sons&lt;/b&gt;", "GBP 6.00");
        String page = api.get(harvest.webUrl() + "/invoices/" + id).body();
        assertThat(page)
                .contains("&lt;script&gt;", "a &quot;quoted&quot; line", "Payment of 2026-11-03 by stripe")
                .doesNotContain("<script>");
        assertThat(api.get(harvest.webUrl() + "/invoices/1").status()).isEqualTo(404);
        assertThat(harvest.callCount()).isZero();
    }

    @Test
    void keepsUpdatedAtOfInvoicesWhenPaymentsLeaveNoTrace() {
        harvest.turn(HarvestSwitch.PAYMENTS_TOUCH_INVOICES, false);
        long client = harvest.add(aClient("Client"));
        long id = harvest.add(
                anInvoice(client).line("work", "1", "10").updatedAt(java.time.Instant.parse("2026-01-01T00:00:00Z")));

        api.post("/invoices/" + id + "/payments", "{'amount':10,'send_thank_you':false}");

        assertThat(api.get("/invoices/" + id).json().path("updated_at").asText())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(api.get("/invoices/" + id).json().path("state").asText()).isEqualTo("paid");
    }

    @Test
    void refusesDuplicateNumbersWhenTold() {
        long client = harvest.add(aClient("Client"));
        harvest.add(anInvoice(client).number("X-1"));
        String body = "{'client_id':%d,'number':'X-1'}".formatted(client);

        assertThat(api.post("/invoices", body).status()).isEqualTo(201);
        harvest.turn(HarvestSwitch.REFUSE_DUPLICATE_NUMBERS, true);
        assertThat(api.post("/invoices", body).message()).isEqualTo("Number has already been taken");
    }
}
