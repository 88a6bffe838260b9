package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensIT {
    private static final String REDIRECT = "http://localhost:8085/callback";

    private final MovableClock clock = new MovableClock("2026-11-02T09:00:11Z");
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults()
                .withClock(clock)
                .withOrganisations("Example Studio Ltd", "Second Studio Ltd"));
        xero = new TestClient(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private TestClient.Reply authorize(String more) {
        return xero.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl()
                + "/identity/connect/authorize?response_type=code&client_id=sandbox-client&redirect_uri=" + REDIRECT
                + "&state=st%201&scope=offline_access+accounting.invoices+accounting.settings.read" + more)));
    }

    private static String code(TestClient.Reply reply) {
        return reply.header("Location").replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    private TestClient.Reply exchange(String code) {
        return xero.form("/connect/token", "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT);
    }

    private TestClient.Reply refresh(String token) {
        return xero.form("/connect/token", "grant_type=refresh_token&refresh_token=" + token);
    }

    private JsonNode consent() {
        return exchange(code(authorize(""))).json();
    }

    @Test
    void aCustomConnectionGetsATokenForThirtyMinutesAndNothingToRefresh() {
        JsonNode token =
                xero.form("/connect/token", "grant_type=client_credentials").json();

        assertThat(token.get("expires_in").asInt()).isEqualTo(1800);
        assertThat(token.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.has("refresh_token")).isFalse();
        assertThat(token.get("scope").asText()).contains("accounting.invoices");
    }

    @Test
    void aWrongSecretIsAnInvalidClient() {
        TestClient.Reply reply = xero.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/connect/token"))
                .header("Authorization", "Basic eDp5")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @Test
    void aCustomConnectionMayNameGranularScopesItWasGranted() {
        JsonNode token = xero.form(
                        "/connect/token",
                        "grant_type=client_credentials&scope=accounting.invoices+accounting.settings.read")
                .json();

        assertThat(token.path("scope").asText()).isEqualTo("accounting.invoices accounting.settings.read");
        xero.with("Authorization", "Bearer " + token.path("access_token").asText());
        assertThat(xero.get("Invoices").status()).isEqualTo(200);
        assertThat(xero.get("Contacts").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounting.transactions", "accounting.invoices+payroll.payruns", "nonsense"})
    void aCustomConnectionMayNotNameBroadOrUngrantedScopes(String scope) {
        assertThat(xero.form("/connect/token", "grant_type=client_credentials&scope=" + scope)
                        .text())
                .isEqualTo("{\"error\":\"invalid_scope\"}");
    }

    @Test
    void aSwitchRefusesAnyScopeOfACustomConnection() {
        try (XeroSandbox strict =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutScopeOnClientCredentials())) {
            assertThat(new TestClient(strict)
                            .form("/connect/token", "grant_type=client_credentials&scope=accounting.invoices")
                            .text())
                    .isEqualTo("{\"error\":\"invalid_scope\"}");
        }
    }

    @Test
    void aSwitchLetsACustomConnectionListItselfInAnyCase() {
        try (XeroSandbox lenient =
                XeroSandbox.start(XeroSandboxOptions.defaults().withConnectionsOfCustomConnections())) {
            TestClient client = TestClient.connected(lenient);

            for (String path : List.of("/connections", "/Connections", "/CONNECTIONS")) {
                assertThat(client.get(path).json().at("/0/tenantName").asText()).isEqualTo("Sandbox Studio Ltd");
            }
        }
    }

    @Test
    void theTokenServiceDescribesItself() {
        JsonNode described = xero.get("/.well-known/openid-configuration").json();

        assertThat(described.path("issuer").asText()).isEqualTo("https://identity.xero.com");
        assertThat(described.path("token_endpoint").asText()).isEqualTo(sandbox.baseUrl() + "/connect/token");
        String keys =
                described.path("jwks_uri").asText().substring(sandbox.baseUrl().length());
        assertThat(xero.get(keys).json().at("/keys/0/kty").asText()).isEqualTo("RSA");
    }

    @Test
    void anUnknownGrantIsUnsupported() {
        assertThat(xero.form("/connect/token", "grant_type=password").text())
                .isEqualTo("{\"error\":\"unsupported_grant_type\"}");
    }

    @Test
    void anExpiredTokenIsRefusedWithItsTime() {
        xero.fetchToken();

        clock.advance(Duration.ofMinutes(30));

        TestClient.Reply reply = xero.get("Organisation");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("Title").asText()).isEqualTo("Unauthorized");
        assertThat(reply.json().get("Detail").asText()).isEqualTo("TokenExpired: token expired at 11/02/2026 09:30:11");
        assertThat(reply.json().get("Type").isNull()).isTrue();
    }

    @Test
    void anUnknownTokenIsRefused() {
        xero.with("Authorization", "Bearer nonsense");

        assertThat(xero.get("Organisation").json().get("Detail").asText()).isEqualTo("AuthenticationUnsuccessful");
    }

    @Test
    void aCustomConnectionNeedsNoTenantHeaderAndToleratesAnEmptyOne() {
        xero.fetchToken();

        assertThat(xero.get("Organisation").first("Organisations").get("Name").asText())
                .isEqualTo("Example Studio Ltd");
        assertThat(xero.with("xero-tenant-id", "").get("Organisation").status()).isEqualTo(200);
    }

    @Test
    void aStrangeTenantIsForbidden() {
        xero.fetchToken();

        TestClient.Reply reply = xero.with("xero-tenant-id", "61a6929f-cd2e-41fc-a15e-1c2528ef72f6")
                .get("Organisation");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("Detail").asText()).isEqualTo("AuthenticationUnsuccessful");
        assertThat(reply.json().get("Title").asText()).isEqualTo("Forbidden");
    }

    @Test
    void aDisconnectedOrganisationIsForbidden() {
        xero.fetchToken();

        sandbox.disconnect();

        assertThat(xero.get("Organisation").status()).isEqualTo(403);
    }

    @Test
    void consentLeadsBackWithACodeAndTheState() {
        TestClient.Reply reply = authorize("");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).startsWith(REDIRECT + "?code=").endsWith("&state=st+1");
    }

    @Test
    void consentCanBeDenied() {
        sandbox.setDeniesConsent(true);

        assertThat(authorize("").header("Location")).isEqualTo(REDIRECT + "?error=access_denied&state=st+1");
    }

    @Test
    void theNumericLoopbackIsNoRedirectUri() {
        TestClient.Reply reply = xero.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl()
                + "/identity/connect/authorize?response_type=code&client_id=sandbox-client"
                + "&redirect_uri=http://127.0.0.1:8085/callback&scope=accounting.invoices&state=x")));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void aBroadScopeIsInvalidForANewApp() {
        TestClient.Reply reply = authorize("+accounting.transactions");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("invalid_scope");
    }

    @Test
    void aCodeCountsOnce() {
        String code = code(authorize(""));

        assertThat(exchange(code).json().get("refresh_token").asText()).isNotEmpty();
        assertThat(exchange(code).text()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }

    @Test
    void aCodeLastsFiveMinutes() {
        String code = code(authorize(""));

        clock.advance(Duration.ofMinutes(5));

        assertThat(exchange(code).text()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }

    @Test
    void aPkceAppProvesItselfByItsVerifier() throws Exception {
        String verifier = "abcdefghijklmnopqrstuvwxyz0123456789-._~ABCDEFG";
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        String code = code(authorize("&code_challenge_method=S256&code_challenge=" + challenge));

        TestClient.Reply reply = xero.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/connect/token"))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&client_id=sandbox-client&code="
                        + code + "&redirect_uri=" + REDIRECT + "&code_verifier=" + verifier)));

        assertThat(reply.json().get("access_token").asText()).isNotEmpty();
    }

    @Test
    void refreshTokensRotateAndTheOldOneHasThirtyMinutesOfGrace() {
        String first = consent().get("refresh_token").asText();

        String second = refresh(first).json().get("refresh_token").asText();
        clock.advance(Duration.ofMinutes(29));
        TestClient.Reply inGrace = refresh(first);
        clock.advance(Duration.ofMinutes(1));
        TestClient.Reply afterGrace = refresh(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(inGrace.status()).isEqualTo(200);
        assertThat(afterGrace.text()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenDiesAfterSixtyDaysUnused() {
        String token = consent().get("refresh_token").asText();

        clock.advance(Duration.ofDays(60));

        assertThat(refresh(token).text()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }

    @Test
    void consentConnectsAnOrganisationThatConnectionsThenLists() {
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText());

        JsonNode connections = xero.get("/connections").json();

        assertThat(connections).hasSize(1);
        assertThat(connections.at("/0/tenantId").asText())
                .isEqualTo(sandbox.tenantId().toString());
        assertThat(connections.at("/0/tenantType").asText()).isEqualTo("ORGANISATION");
        assertThat(connections.at("/0/tenantName").asText()).isEqualTo("Example Studio Ltd");
        assertThat(connections.at("/0/createdDateUtc").asText()).isEqualTo("2026-11-02T09:00:11.0000000");
        xero.with("xero-tenant-id", connections.at("/0/tenantId").asText());
        assertThat(xero.get("Organisation").status()).isEqualTo(200);
    }

    @Test
    void withoutATenantHeaderAnAppWithUsersIsForbidden() {
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText());

        assertThat(xero.get("Organisation").status()).isEqualTo(403);
    }

    @Test
    void aSecondConsentToTheSameOrganisationKeepsItsFirstEvent() {
        consent();
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText());

        JsonNode all = xero.get("/connections").json();

        assertThat(all).hasSize(1);
        assertThat(xero.get("/connections?authEventId="
                                + all.at("/0/authEventId").asText())
                        .json())
                .hasSize(1);
        assertThat(xero.get("/connections?authEventId=40c92570-9f5b-4517-aa68-18a2a35afca7")
                        .json())
                .isEmpty();
    }

    @Test
    void theUserChoosesTheOrganisation() {
        xero.post("/sandbox/choose-organisation", "{'name':'Second Studio Ltd'}");
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText());

        assertThat(xero.get("/connections").json().at("/0/tenantName").asText()).isEqualTo("Second Studio Ltd");
    }

    @Test
    void aConnectionCanBeDeleted() {
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText());
        String id = xero.get("/connections").json().at("/0/id").asText();

        assertThat(xero.delete("/connections/" + id).status()).isEqualTo(204);
        assertThat(xero.delete("/connections/" + id).status()).isEqualTo(404);
        assertThat(xero.with("xero-tenant-id", sandbox.tenantId().toString())
                        .get("Organisation")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void revocationTakesTokensAndConnections() {
        JsonNode tokens = consent();

        TestClient.Reply reply = xero.form(
                "/connect/revocation", "token=" + tokens.get("refresh_token").asText());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
        assertThat(refresh(tokens.get("refresh_token").asText()).status()).isEqualTo(400);
        xero.with("Authorization", "Bearer " + tokens.get("access_token").asText());
        assertThat(xero.get("/connections").status()).isEqualTo(401);
    }

    @Test
    void aMissingScopeIsSaidInAHeader() {
        xero.with("Authorization", "Bearer " + consent().get("access_token").asText())
                .with("xero-tenant-id", sandbox.tenantId().toString());

        TestClient.Reply write = xero.put("TrackingCategories", "{'Name':'Client'}");

        assertThat(xero.get("TrackingCategories").status()).isEqualTo(200);
        assertThat(write.status()).isEqualTo(401);
        assertThat(write.header("WWW-Authenticate")).isEqualTo("insufficent_scope");
        assertThat(write.json().get("Detail").asText()).isEqualTo("AuthorizationUnsuccessful");
        assertThat(xero.get("Payments").status()).isEqualTo(401);
    }

    @Test
    void aCustomConnectionMayNotListConnections() {
        xero.fetchToken();

        assertThat(xero.get("/connections").status()).isEqualTo(403);
    }
}
