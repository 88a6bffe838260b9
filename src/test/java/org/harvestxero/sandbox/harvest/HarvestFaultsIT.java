package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.harvestxero.sandbox.harvest.Caller.Answer;
import org.harvestxero.sandbox.harvest.Fault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestFaultsIT {
    private HarvestSandbox harvest;
    private Caller api;

    @BeforeEach
    void start() {
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
        api = new Caller(harvest);
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    private int clients() {
        return harvest.get("/clients").path("total_entries").asInt();
    }

    @ParameterizedTest(name = "{0}: {1}, {2} made, Retry-After \"{3}\", {4}")
    @CsvSource({
        "TOO_MANY_REQUESTS, 429, 0, 7, application/json",
        "TOO_MANY_REQUESTS_UNTIMED, 429, 0, '', application/json",
        "TOO_MANY_REQUESTS_HTML, 429, 0, '', text/html",
        "ERROR_500_BEFORE_COMMIT, 500, 0, '', text/html",
        "ERROR_502_BEFORE_COMMIT, 502, 0, '', text/html",
        "ERROR_503_BEFORE_COMMIT, 503, 0, '', text/html",
        "ERROR_500_AFTER_COMMIT, 500, 1, '', text/html",
        "ERROR_502_AFTER_COMMIT, 502, 1, '', text/html",
        "ERROR_503_AFTER_COMMIT, 503, 1, '', text/html",
        "NOT_FOUND_HTML, 404, 0, '', text/html",
        "EXPIRED_TOKEN, 401, 0, '', application/json",
        "FORBIDDEN, 403, 0, '', application/json",
        "HTML_BODY, 201, 1, '', text/html",
        "EMPTY_BODY, 201, 1, '', application/json"
    })
    void makesTroubleOnce(Kind kind, int status, int made, String retryAfter, String type) {
        harvest.make(Fault.of(kind).on("POST", "/clients").times(1).lasting(Duration.ofSeconds(7)));

        Answer hit = api.post("/clients", "{'name':'First'}");

        assertThat(hit.status()).isEqualTo(status);
        assertThat(hit.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(hit.header("Content-Type")).startsWith(type);
        assertThat(clients()).isEqualTo(made);
        assertThat(api.post("/clients", "{'name':'Second'}").status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({"DROP_REQUEST, 0", "LOSE_REPLY, 1"})
    void breaksTheConnectionBeforeOrAfterTheWork(Kind kind, int made) {
        harvest.make(Fault.of(kind).on("POST", "/clients"));

        assertThatThrownBy(() -> api.exchange(api.request("/clients")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"Lost\"}"))))
                .isInstanceOf(IOException.class);
        assertThat(clients()).isEqualTo(made);
        assertThat(harvest.requests().get(0).status()).isZero();
    }

    @Test
    void hitsEveryThirdOfThosePastTheFirst() {
        harvest.make(Fault.of(Kind.ERROR_500_BEFORE_COMMIT)
                .on("/clients")
                .after(1)
                .everyNth(3)
                .times(2));

        int[] statuses =
                IntStream.range(0, 11).map(i -> api.get("/clients").status()).toArray();

        assertThat(statuses).containsExactly(200, 200, 200, 500, 200, 200, 500, 200, 200, 200, 200);
    }

    @Test
    void cutsTheBodyInHalf() {
        harvest.make(Fault.of(Kind.MALFORMED_BODY).on("/company"));

        assertThatThrownBy(() -> api.get("/company").json()).hasMessageContaining("{\"base_uri\"");
    }

    @Test
    void answersLate() {
        harvest.make(Fault.of(Kind.SLOW).on("/company").lasting(Duration.ofMillis(120)));
        long before = System.nanoTime();

        assertThat(api.get("/company").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(110));
    }

    @Test
    void changesTheShapeOfAnswers() {
        long client = harvest.add(aClient("Client"));
        long id = harvest.add(anInvoice(client).line("work", "2", "50"));
        String path = "/invoices/" + id;
        assertThat(api.get(path).body()).contains("\"amount\":100.0", "\"tax_amount\":0.0", "\"payment_options\":[]");

        harvest.make(Fault.of(Kind.INTEGERS_FOR_DECIMALS).on(path).times(1));
        assertThat(api.get(path).body()).contains("\"amount\":100,", "\"quantity\":2,");

        harvest.make(Fault.of(Kind.NULL_TAX_AMOUNTS).on(path).times(1));
        assertThat(api.get(path).body())
                .contains("\"tax_amount\":null", "\"discount_amount\":null", "\"amount\":100.0");

        harvest.make(Fault.of(Kind.MISSING_PAYMENT_OPTIONS).on("/invoices/{id}").times(1));
        assertThat(api.get(path).json().has("payment_options")).isFalse();

        harvest.make(Fault.of(Kind.UNKNOWN_FIELDS).on(path).times(1));
        assertThat(api.get(path).json().path("client").path("brand_new_field").asText())
                .isEqualTo("surprise");
    }

    @Test
    void countsCallsAndRemembersThem() {
        long client = harvest.add(aClient("Client"));
        api.get("/clients?is_active=true");
        api.get("/clients/" + client);
        api.patch("/clients/" + client, "{'name':'Renamed'}");

        assertThat(harvest.calls())
                .containsEntry("GET /clients", 1L)
                .containsEntry("GET /clients/{id}", 1L)
                .containsEntry("PATCH /clients/{id}", 1L)
                .hasSize(3);
        assertThat(harvest.callCount()).isEqualTo(3);
        assertThat(harvest.requests().get(0).path()).isEqualTo("/clients?is_active=true");
        assertThat(harvest.requests().get(2).body()).isEqualTo("{\"name\":\"Renamed\"}");

        harvest.clearCalls();
        assertThat(harvest.calls()).isEmpty();
    }
}
