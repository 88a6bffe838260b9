package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.harvestxero.sandbox.harvest.Caller.Answer;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarvestAccessIT {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T10:15:30Z"));
    private final AtomicLong nanos = new AtomicLong();
    private HarvestSandbox harvest;
    private Caller api;

    @BeforeEach
    void start() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        harvest = HarvestSandbox.start(
                HarvestSandboxOptions.defaults().withClock(clock).withTicker(nanos::get));
        api = new Caller(harvest);
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    @Test
    void answersUnderBothRootsWithTheDateOfItsClock() {
        Answer me = api.get("/users/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.header("Date")).isEqualTo("Fri, 20 Nov 2026 10:15:30 GMT");
        assertThat(me.json().path("access_roles").path(0).asText()).isEqualTo("administrator");
        assertThat(api.get(harvest.webUrl() + "/api/v2/users/me").body()).isEqualTo(me.body());
    }

    @Test
    void asksForAUserAgentFirst() throws IOException {
        URI url = URI.create(harvest.baseUrl() + "/users/me");
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /v2/users/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void asksForTheTokenBeforeTheAccount() {
        Answer refused = api.withToken("wrong").withAccount("5").get("/users/me");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"The access token provided is expired,"
                        + " revoked, malformed or invalid for other reasons.\"}");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer realm=\"Rack::OAuth2 Protected Resources\"");
    }

    @Test
    void findsNothingUnderAnotherAccount() {
        Answer missing = api.withAccount("5").get("/users/me");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("{\"status\":404,\"error\":\"Not Found\"}");
    }

    @Test
    void takesTokenAndAccountFromTheQueryAndKeepsThemOutOfItsLog() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        harvest.baseUrl() + "/users/me?access_token=sandbox-harvest-token&account_id=1000001"))
                .header("User-Agent", "Tests (tests@example.com)");

        assertThat(api.send(request).status()).isEqualTo(200);
        assertThat(harvest.requests().get(0).path()).isEqualTo("/users/me?account_id=1000001");
    }

    @Test
    void showsAnHtmlPageForAnUnknownRoute() {
        Answer missing = api.get("/clients/1/projects");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).startsWith("text/html");
        assertThat(api.get("/clients/1").header("Content-Type")).startsWith("application/json");
    }

    @Test
    void letsRolesSeeWhatIsTheirs() {
        long client = harvest.add(aClient("Client"));
        long task = harvest.add(aTask("Design"));
        long member = harvest.add(aUser("Mia", "Member").billableRate("90").costRate("40"));
        long manager = harvest.add(aUser("Max", "Manager").accessRoles("manager", "managed_projects_invoice_manager"));
        long project = harvest.add(aProject(client, "Site").hourlyRate("80").manager(manager));
        harvest.add(aTimeEntry(project, task, member));
        harvest.add(aTimeEntry(project, task, harvest.ownerId()));
        harvest.addToken("member", member);
        harvest.addToken("manager", manager);
        Caller asMember = api.withToken("member");
        Caller asManager = api.withToken("manager");

        Answer refused = asMember.get("/clients");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Not authorized!\"}");
        assertThat(refused.header("Hint")).isEqualTo("Not authorized!");
        assertThat(asMember.get("/invoices").status()).isEqualTo(403);
        assertThat(asMember.get("/users/me").status()).isEqualTo(200);
        assertThat(asMember.get("/users/me/project_assignments").json().path("project_assignments"))
                .hasSize(1);

        JsonNode own = asMember.get("/time_entries").json().path("time_entries");
        assertThat(own).hasSize(1);
        assertThat(own.path(0).path("billable_rate").isNull()).isTrue();
        assertThat(own.path(0).path("cost_rate").isNull()).isTrue();

        assertThat(asManager.get("/company").status()).isEqualTo(403);
        assertThat(asManager.get("/invoices").status()).isEqualTo(200);
        assertThat(asManager.get("/time_entries").json().path("time_entries")).hasSize(2);
        assertThat(asManager.get("/users/" + member + "/billable_rates").status())
                .isEqualTo(403);

        JsonNode all = api.get("/time_entries?user_id=" + member).json().path("time_entries");
        assertThat(all.path(0).path("billable_rate").decimalValue()).isEqualByComparingTo("80");
        assertThat(all.path(0).path("cost_rate").decimalValue()).isEqualByComparingTo("40");
    }

    @Test
    void answersOneHundredCallsInFifteenSeconds() {
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            assertThat(api.get("/users/me").status()).isEqualTo(200);
        }

        Answer refused = api.get("/users/me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("11");

        harvest.turn(HarvestSwitch.RETRY_AFTER, false);
        assertThat(api.get("/users/me").header("Retry-After")).isEmpty();

        nanos.addAndGet(Duration.ofMillis(10_050).toNanos());
        assertThat(api.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void countsReportsApart() {
        harvest.close();
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults()
                .withLimits(new Limits(1, Duration.ofSeconds(15), 2, Duration.ofMinutes(15)))
                .withTicker(nanos::get));
        api = new Caller(harvest);
        String report = "/reports/time/clients?from=2026-11-01&to=2026-11-30";

        assertThat(api.get("/users/me").status()).isEqualTo(200);
        assertThat(api.get(report).status()).isEqualTo(200);
        assertThat(api.get(report).status()).isEqualTo(200);
        Answer refused = api.get(report);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("900");
        assertThat(api.get("/users/me").status()).isEqualTo(429);
    }

    @Test
    void grantsTokensByCodeAndRenewsThemOnce() {
        Answer consent = api.get(harvest.identityUrl()
                + "/oauth2/authorize?client_id=sandbox-harvest-client&response_type=code&state=s%201"
                + "&redirect_uri=http://localhost:8085/callback");
        assertThat(consent.status()).isEqualTo(302);
        assertThat(consent.header("Location"))
                .matches("http://localhost:8085/callback\\?code=[^&]+&scope=harvest%3A1000001&state=s\\+1");
        String code = consent.header("Location").replaceAll(".*code=([^&]+).*", "$1");

        String exchange = "grant_type=authorization_code&client_id=sandbox-harvest-client"
                + "&client_secret=sandbox-harvest-secret&code=" + code;
        Answer first = token(exchange);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(first.json().path("expires_in").asInt()).isEqualTo(1_209_600);
        assertThat(token(exchange).json().path("error").asText()).isEqualTo("invalid_grant");

        Caller holder = api.withToken(first.json().path("access_token").asText());
        assertThat(holder.get("/users/me").status()).isEqualTo(200);
        Answer accounts = holder.get(harvest.identityUrl() + "/api/v2/accounts");
        assertThat(accounts.json().path("accounts").findValuesAsText("product")).containsExactly("harvest", "forecast");

        now.set(now.get().plus(Duration.ofDays(14)));
        assertThat(holder.get("/users/me").status()).isEqualTo(401);

        String renewal = "grant_type=refresh_token&client_id=sandbox-harvest-client"
                + "&client_secret=sandbox-harvest-secret&refresh_token="
                + first.json().path("refresh_token").asText();
        Answer renewed = token(renewal);
        assertThat(api.withToken(renewed.json().path("access_token").asText())
                        .get("/users/me")
                        .status())
                .isEqualTo(200);
        assertThat(token(renewal).status()).isEqualTo(400);
        assertThat(token("grant_type=refresh_token&client_id=x")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_client");
    }

    private Answer token(String form) {
        return api.send(HttpRequest.newBuilder(URI.create(harvest.identityUrl() + "/api/v2/oauth2/token"))
                .header("User-Agent", "Tests (tests@example.com)")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void endsTokensWhenTold() {
        harvest.revokeToken("sandbox-harvest-token");

        assertThat(api.get("/users/me").status()).isEqualTo(401);
    }
}
