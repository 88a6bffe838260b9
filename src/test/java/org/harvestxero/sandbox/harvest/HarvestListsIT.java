package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarvestListsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

    private HarvestSandbox harvest;
    private Caller api;

    @BeforeEach
    void start() {
        harvest = HarvestSandbox.start(
                HarvestSandboxOptions.defaults().withoutLimits().withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
        api = new Caller(harvest);
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    private List<Long> addClients(int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(harvest.add(aClient("Client " + i).id(500 + i).createdAt(NOW.minusSeconds(100 - i))));
        }
        return ids;
    }

    private static void assertPaging(JsonNode page, String page_, String next, String previous) {
        assertThat(page.path("page").asText()).isEqualTo(page_);
        assertThat(page.path("next_page").asText()).isEqualTo(next);
        assertThat(page.path("previous_page").asText()).isEqualTo(previous);
    }

    @Test
    void walksCursorListsFromTheNewest() {
        addClients(5);
        String root = harvest.baseUrl() + "/clients";

        JsonNode first = api.get("/clients?per_page=2&is_active=true").json();
        assertThat(first.path("clients").findValuesAsText("id")).containsExactly("505", "504");
        assertPaging(first, "1", "2", "null");
        assertThat(first.path("per_page").asInt()).isEqualTo(2);
        assertThat(first.path("total_pages").asInt()).isEqualTo(3);
        assertThat(first.path("total_entries").asInt()).isEqualTo(5);
        JsonNode links = first.path("links");
        assertThat(links.path("first").asText()).isEqualTo(root + "?is_active=true&page=1&per_page=2&ref=first");
        assertThat(links.path("next").asText())
                .isEqualTo(root + "?cursor=eyJhZnRlciI6eyJpZCI6NTA0fX0&is_active=true&per_page=2&ref=next_cursor");
        assertThat(links.path("previous").isNull()).isTrue();
        assertThat(links.path("last").asText()).isEqualTo(root + "?is_active=true&page=3&per_page=2&ref=last");

        JsonNode middle = api.get(links.path("next").asText()).json();
        assertThat(middle.path("clients").findValuesAsText("id")).containsExactly("503", "502");
        assertPaging(middle, "null", "null", "null");

        JsonNode last = api.get(middle.path("links").path("next").asText()).json();
        assertThat(last.path("clients").findValuesAsText("id")).containsExactly("501");
        assertPaging(last, "3", "null", "2");
        assertThat(last.path("links").path("next").isNull()).isTrue();
    }

    @Test
    void keepsACursorGoodWhenItsDocumentIsDeleted() {
        addClients(4);
        String next =
                api.get("/clients?per_page=2").json().path("links").path("next").asText();

        harvest.delete("/clients/503");

        assertThat(api.get(next).json().path("clients").findValuesAsText("id")).containsExactly("502", "501");
    }

    @Test
    void countsPagesOfInvoicesAndGivesOneHundredUnlessAsked() {
        long client = harvest.add(aClient("Client"));
        harvest.plant(new BulkSeed(
                1, 1, 205, 0, 1, 0, 0, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20), List.of(), null));
        harvest.add(anInvoice(client).issued(LocalDate.of(2026, 12, 1)).number("newest"));

        JsonNode first = api.get("/invoices").json();
        assertThat(first.path("invoices")).hasSize(100);
        assertThat(first.path("invoices").path(0).path("number").asText()).isEqualTo("newest");
        assertThat(first.path("links").path("next").asText())
                .isEqualTo(harvest.baseUrl() + "/invoices?page=2&per_page=100&ref=next");

        JsonNode last = api.get("/invoices?page=3").json();
        assertPaging(last, "3", "null", "2");
        assertThat(last.path("invoices")).hasSize(6);
        assertThat(last.path("total_entries").asInt()).isEqualTo(206);
    }

    @Test
    void showsAnEmptyListAsOneEmptyPage() {
        JsonNode page = api.get("/contacts").json();

        assertThat(page.path("contacts")).isEmpty();
        assertThat(page.path("per_page").asInt()).isEqualTo(2000);
        assertThat(page.path("total_pages").asInt()).isEqualTo(1);
        assertThat(page.path("total_entries").asInt()).isZero();
        assertPaging(page, "1", "null", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001", "0", "many"})
    void refusesPagesOfOtherLengths(String perPage) {
        var refused = api.get("/clients?per_page=" + perPage);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Invalid per_page parameter\"}");
    }

    @Test
    void seesChangesInListsAlreadyWalked() {
        addClients(2);
        assertThat(api.get("/clients").json().path("clients")).hasSize(2);

        api.post("/clients", "{'name':'Third'}");
        api.patch("/clients/501", "{'is_active':false}");

        assertThat(api.get("/clients").json().path("clients")).hasSize(3);
        assertThat(api.get("/clients?is_active=false").json().path("clients")).hasSize(1);
    }

    @Test
    void repeatsOrSkipsRowsWhenTold() {
        addClients(5);

        harvest.make(Fault.of(Fault.Kind.REPEATING_PAGES).on("/clients"));
        assertThat(walk("/clients?per_page=2")).containsExactly(505L, 504L, 504L, 503L, 503L, 502L, 502L, 501L);

        harvest.clearFaults();
        harvest.make(Fault.of(Fault.Kind.SKIPPING_PAGES).on("/clients").after(1).times(1));
        assertThat(walk("/clients?per_page=2")).containsExactly(505L, 504L, 502L, 501L);
    }

    private List<Long> walk(String path) {
        List<Long> ids = new ArrayList<>();
        String next = path;
        while (next != null && ids.size() < 50) {
            JsonNode page = api.get(next).json();
            page.path("clients").forEach(client -> ids.add(client.path("id").asLong()));
            next = page.path("links").path("next").textValue();
        }
        return ids;
    }
}
