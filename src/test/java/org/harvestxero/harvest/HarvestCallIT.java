package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.harvestxero.http.Api;
import org.harvestxero.http.Connectors;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.sandbox.harvest.Builders;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HarvestCallIT {
    private final List<HarvestPage> pages = new ArrayList<>();
    private HarvestSandbox harvest;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
        connectors = connect("sandbox-harvest-token");
    }

    private Connectors connect(String token) throws Exception {
        return Connectors.start(
                Map.of(
                        "harvest.base-url",
                        harvest.baseUrl(),
                        "harvest.account-id",
                        Long.toString(harvest.options().access().accountId()),
                        "harvest.access-token",
                        token,
                        "calls.contact",
                        "ops@agency.example"),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:collect")
                                .process(e -> pages.add(e.getMessage().getBody(HarvestPage.class)));
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        connectors.close();
        harvest.close();
    }

    private HarvestResponse call(HarvestRequest request) throws Exception {
        return connectors.ask("harvest-call", request, HarvestResponse.class);
    }

    private void addClients(int count) {
        for (int i = 0; i < count; i++) {
            harvest.add(Builders.aClient("Client " + i));
        }
    }

    @Test
    void nothingIsWrittenThatCouldNotBeRecordedAndReadingGoesOn() throws Exception {
        connectors.shortOfRoom("Only 99 MB are free");

        assertThatThrownBy(() -> call(HarvestRequest.post("/clients", "{\"name\":\"Zürich AG\"}")))
                .isInstanceOf(NoRoomException.class)
                .hasMessage("Only 99 MB are free");
        assertThat(harvest.requests()).isEmpty();

        assertThat(call(HarvestRequest.get("/company")).status()).isEqualTo(200);
    }

    @Test
    void followsTheLinksOfAList() throws Exception {
        addClients(7);

        HarvestListResult listed = connectors.ask(
                "harvest-pages",
                HarvestListRequest.of("/clients").with("per_page", "3").with("is_active", "true"),
                Map.of("eachPage", "collect"),
                HarvestListResult.class);

        assertThat(listed.pages()).isEqualTo(3);
        assertThat(listed.elements()).isEqualTo(7);
        assertThat(pages).extracting(HarvestPage::first).containsExactly(true, false, false);
        assertThat(pages).extracting(HarvestPage::last).containsExactly(false, false, true);
        Set<Long> ids = new HashSet<>();
        pages.forEach(page -> page.elements().forEach(each -> ids.add(each.id())));
        assertThat(ids).hasSize(7);
        assertThat(harvest.requests().get(1).path()).contains("cursor=").contains("is_active=true");
    }

    @Test
    void asksForTheLargestPages() throws Exception {
        connectors.ask(
                "harvest-pages",
                HarvestListRequest.of("/invoices"),
                Map.of("eachPage", "collect"),
                HarvestListResult.class);

        assertThat(harvest.requests().get(0).path()).endsWith("/invoices?per_page=2000");
        assertThat(pages)
                .singleElement()
                .satisfies(page -> assertThat(page.array()).isEqualTo("invoices"));
    }

    @Test
    void writesAndReadsBack() throws Exception {
        HarvestResponse made = call(HarvestRequest.post("/clients", "{\"name\":\"Zürich AG\",\"currency\":\"CHF\"}"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("name").asText()).isEqualTo("Zürich AG");
        long id = made.element().id();
        assertThat(call(HarvestRequest.patch("/clients/" + id, "{\"name\":\"Bern AG\"}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Bern AG");
        assertThat(call(HarvestRequest.delete("/clients/" + id)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"LOSE_REPLY", "DROP_REQUEST", "MALFORMED_BODY", "HTML_BODY", "EMPTY_BODY"})
    void leavesItOpenWhetherAWriteWentInAndSendsItOnce(Fault.Kind kind) {
        harvest.make(Fault.of(kind).on("POST", "/clients"));

        assertThatThrownBy(() -> call(HarvestRequest.post("/clients", "{\"name\":\"Acme\"}")))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(harvest.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {
                "LOSE_REPLY",
                "DROP_REQUEST",
                "MALFORMED_BODY",
                "HTML_BODY",
                "EMPTY_BODY",
                "ERROR_500_BEFORE_COMMIT",
                "ERROR_502_BEFORE_COMMIT",
                "ERROR_503_BEFORE_COMMIT",
                "TOO_MANY_REQUESTS"
            })
    void readsOnAfterTrouble(Fault.Kind kind) throws Exception {
        addClients(1);
        harvest.make(Fault.of(kind).on("GET", "/clients").times(1));

        connectors.ask(
                "harvest-pages",
                HarvestListRequest.of("/clients"),
                Map.of("eachPage", "collect"),
                HarvestListResult.class);

        assertThat(pages)
                .singleElement()
                .satisfies(page -> assertThat(page.elements()).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"TOO_MANY_REQUESTS_UNTIMED", "TOO_MANY_REQUESTS_HTML"})
    void waitsTheLengthOfTheWindowWhenNotToldHowLong(Fault.Kind kind) {
        harvest.make(Fault.of(kind).times(1));

        assertThatThrownBy(() -> call(HarvestRequest.get("/clients")))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter().orElseThrow()).hasSeconds(15));

        assertThat(connectors.harvest().gate().parkedUntil()).isPresent();
    }

    @Test
    void givesUpAnUnreadableListWithATypedException() {
        harvest.make(Fault.of(Fault.Kind.HTML_BODY).on("GET", "/clients"));

        assertThatThrownBy(() -> connectors.ask(
                        "harvest-pages",
                        HarvestListRequest.of("/clients"),
                        Map.of("eachPage", "collect"),
                        HarvestListResult.class))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("no JSON");
        assertThat(harvest.requests()).hasSize(6);
    }

    @Test
    void asksForAPersonWhenTheTokenIsRevoked() {
        harvest.revokeToken("sandbox-harvest-token");

        assertThatThrownBy(() -> call(HarvestRequest.get("/clients")))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("expired or revoked")
                .hasMessageNotContaining("sandbox-harvest-token");
    }

    @Test
    void keepsTheWordsOfARefusal() {
        assertThatThrownBy(() -> call(HarvestRequest.post("/clients", "{}")))
                .isInstanceOfSatisfying(RequestRefusedException.class, e -> {
                    assertThat(e.api()).isEqualTo(Api.HARVEST);
                    assertThat(e.status()).isEqualTo(422);
                    assertThat(e.reason()).contains("blank");
                });
        assertThatThrownBy(() -> call(HarvestRequest.get("/clients/1")))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(404));
        harvest.make(Fault.of(Fault.Kind.FORBIDDEN).times(1));
        assertThatThrownBy(() -> call(HarvestRequest.get("/clients")))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("lacks the right");
    }

    @ParameterizedTest
    @CsvSource({
        "/invoices, invoices",
        "/invoices/12/payments, invoice_payments",
        "/invoices/12/messages, invoice_messages",
        "/estimates/12/messages, estimate_messages",
        "/projects/3/task_assignments, task_assignments",
        "/users/me/project_assignments, project_assignments",
        "/reports/time/clients, results",
        "/invoices/12, ",
        "/users/me, ",
        "/company, "
    })
    void knowsTheArrayOfAList(String path, String array) {
        assertThat(HarvestRequest.get(path).expectedArray().orElse(null)).isEqualTo(array);
    }
}
