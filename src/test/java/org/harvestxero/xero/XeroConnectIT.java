package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.Browser;
import org.harvestxero.http.Connectors;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Databases;
import org.harvestxero.http.LinkedParties;
import org.harvestxero.http.MismatchException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Stub;
import org.harvestxero.http.Stub.Answer;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

class XeroConnectIT {
    private static final TokenTable.Key KEY = new TokenTable.Key("main", "xero");
    private static final XeroRequest CONTACTS = XeroRequest.get("/Contacts");

    private final DataSource database = Databases.h2();
    private final TokenTable table = Databases.tokens(database, Clock.systemUTC());
    private XeroSandbox xero;
    private int port;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        xero = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        port = Browser.freePort();
        connectors = connectors(xero.baseUrl(), Map.of());
    }

    private Connectors connectors(String address, Map<String, String> more) throws Exception {
        Map<String, String> settings = settings(address);
        settings.putAll(more);
        return Connectors.start(settings, table, Clock.systemUTC());
    }

    private Map<String, String> settings(String address) {
        return new HashMap<>(Map.of(
                "xero.grant",
                "authorization-code",
                "xero.api-url",
                address,
                "xero.identity-url",
                address,
                "xero.login-url",
                address,
                "xero.client-id",
                "sandbox-client",
                "xero.client-secret",
                "sandbox-secret",
                "xero.redirect-uri",
                "http://localhost:" + port + "/callback"));
    }

    @AfterEach
    void stop() throws Exception {
        connectors.close();
        xero.close();
    }

    private ConsentDialogue.Target connect(Browser browser) throws Exception {
        return connectors.xero().connect().connect(browser, Browser.PATIENCE);
    }

    private XeroResponse call() throws Exception {
        return connectors.ask("xero-call", CONTACTS, XeroResponse.class);
    }

    @Test
    void connectsTheOrganisationThePersonConsentedTo() throws Exception {
        Browser browser = Browser.thatPicks("");

        ConsentDialogue.Target target = connect(browser);

        assertThat(target).isEqualTo(new ConsentDialogue.Target(xero.tenantId().toString(), "Sandbox Studio Ltd"));
        assertThat(browser.lastPage()).contains("close this window");
        assertThat(browser.consentPage().getQuery())
                .contains("scope=offline_access accounting.invoices accounting.payments")
                .doesNotContain("accounting.transactions");
        assertThat(browser.offered()).isEmpty();
        assertThat(call().status()).isEqualTo(200);
        XeroAccess access = connectors.xero().access();
        assertThat(access.missingScopes()).isEmpty();
        assertThat(access.tokenExpiresAt()).isPresent();
        assertThat(access.consentExpiresAt().orElseThrow())
                .isAfter(Clock.systemUTC().instant().plus(Duration.ofDays(59)));
    }

    @Test
    void goesOnWithWhatIsStoredAfterARestart() throws Exception {
        connect(Browser.thatPicks(""));
        connectors.close();
        connectors = connectors(xero.baseUrl(), Map.of());

        assertThat(call().status()).isEqualTo(200);
        assertThat(xero.calls().get("POST /connect/token")).isEqualTo(1);
    }

    @Test
    void refreshesAnExpiredTokenAndKeepsTheNewOne() throws Exception {
        connect(Browser.thatPicks(""));
        var before = table.find(KEY).orElseThrow();
        xero.expireTokens();

        assertThat(call().status()).isEqualTo(200);

        var after = table.find(KEY).orElseThrow();
        assertThat(after.refresh()).isNotEqualTo(before.refresh());
        assertThat(after.previousRefresh()).isEqualTo(before.refresh());
    }

    @Test
    void survivesALostAnswerToARefresh() throws Exception {
        connect(Browser.thatPicks(""));
        xero.expireTokens();
        xero.arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("POST", "/connect/token"));

        assertThat(call().status()).isEqualTo(200);
        assertThat(xero.calls().get("POST /connect/token")).isEqualTo(3);
    }

    @Test
    void asksForAPersonAfterTheAppWasRevoked() throws Exception {
        connect(Browser.thatPicks(""));
        xero.revokeTokens();

        assertThatThrownBy(this::call)
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("harvest-xero connect");
        long tokenCalls = xero.calls().get("POST /connect/token");
        assertThatThrownBy(this::call).isInstanceOf(ConsentException.class);
        assertThat(xero.calls().get("POST /connect/token")).isEqualTo(tokenCalls);

        connect(Browser.thatPicks(""));
        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void changesNothingWhenConsentIsDenied() {
        xero.setDeniesConsent(true);
        Browser browser = Browser.thatPicks("");

        assertThatThrownBy(() -> connect(browser))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("denied");
        assertThat(browser.lastPage()).contains("Consent was not given");
        assertThat(table.find(KEY)).isEmpty();
    }

    @Test
    void anAnswerToAnotherAttemptIsPassedOverAndTheRightOneStillCounts() throws Exception {
        Browser browser = Browser.thatReturnsTo(back -> {
            String stray = back.toString().replaceAll("state=[0-9a-f]+", "state=someone-elses");
            assertThat(Browser.visit(URI.create(stray))).isEqualTo(400);
            assertThat(Browser.visit(URI.create(stray.replaceAll("code=[^&]*", "error=access_denied"))))
                    .isEqualTo(400);
            assertThat(table.find(KEY)).isEmpty();
            return back;
        });

        assertThat(connect(browser).name()).isEqualTo("Sandbox Studio Ltd");
    }

    @Test
    void visitorsWhoNeverFinishTheirRequestKeepNobodyOut() throws Exception {
        List<Socket> halfOpen = new ArrayList<>();
        try {
            Browser browser = Browser.thatReturnsTo(back -> {
                for (int n = 0; n < 40; n++) {
                    halfOpen.add(halfARequest());
                }
                return back;
            });

            assertThat(connect(browser).name()).isEqualTo("Sandbox Studio Ltd");
        } finally {
            for (Socket socket : halfOpen) {
                socket.close();
            }
        }
    }

    private Socket halfARequest() {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.getOutputStream().write("GET /callback?code=".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, accounting.payments.read", "true, accounting.payments"})
    void asksForTheRightsInUseAndNoOthers(String payments, String scope) throws Exception {
        try (Connectors here = connectors(xero.baseUrl(), Map.of("copy.payments", payments))) {
            Browser browser = Browser.thatPicks("");

            here.xero().connect().connect(browser, Browser.PATIENCE);

            assertThat(browser.consentPage().getQuery())
                    .contains("&scope=offline_access accounting.invoices " + scope
                            + " accounting.contacts accounting.settings&");
            assertThat(here.xero().access().warning()).isEmpty();
        }
    }

    @Test
    void aSettingThatNeedsMoreThanWasConsentedToIsTold() throws Exception {
        connect(Browser.thatPicks(""));
        connectors.close();
        connectors = connectors(xero.baseUrl(), Map.of("copy.payments", "true"));

        XeroAccess access = connectors.xero().access();

        assertThat(access.warning())
                .contains("The Xero token lacks what the settings and agreements need: accounting.payments. "
                        + "Run harvest-xero connect again and consent to it.");
        assertThat(access.missingScopes()).containsExactly("accounting.payments");
        connect(Browser.thatPicks(""));
        assertThat(access.warning()).isEmpty();
    }

    @Test
    void isNotDisturbedByOtherVisitors() throws Exception {
        Browser browser = Browser.thatReturnsTo(back -> {
            URI icon = back.resolve("/favicon.ico");
            URI empty = back.resolve("/callback");
            assertThat(Browser.visit(icon)).isEqualTo(404);
            assertThat(Browser.visit(empty)).isEqualTo(404);
            return back;
        });

        assertThat(connect(browser).name()).isEqualTo("Sandbox Studio Ltd");
    }

    @Test
    void listensOnBothLoopbackAddresses() throws Exception {
        for (String address : java.util.List.of("127.0.0.1", "[::1]")) {
            Browser browser =
                    Browser.thatReturnsTo(back -> URI.create(back.toString().replace("localhost", address)));
            assertThat(connect(browser).name()).isEqualTo("Sandbox Studio Ltd");
        }
    }

    @Test
    void saysWhenThePortIsTaken() throws Exception {
        try (ServerSocket four = new ServerSocket(port)) {
            assertThat(four.isBound()).isTrue();
            assertThatThrownBy(() -> connect(Browser.thatPicks("")))
                    .isInstanceOf(ConsentException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    void givesUpWaitingForThePerson() {
        ConsentDialogue nobody = new ConsentDialogue() {
            @Override
            public void open(URI consentPage) {
                // Nobody looks at it.
            }

            @Override
            public int choose(java.util.List<Target> targets) {
                return 0;
            }
        };

        assertThatThrownBy(() -> connectors.xero().connect().connect(nobody, Duration.ofMillis(20)))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("Nobody answered");
    }

    @Test
    void letsThePersonChooseAmongOrganisations() throws Exception {
        try (Stub two = twoOrganisations();
                Connectors here = connectors(two.url(), Map.of())) {
            Browser browser = Browser.thatPicks("Beta Ltd");

            ConsentDialogue.Target chosen = here.xero().connect().connect(browser, Browser.PATIENCE);

            assertThat(chosen.id()).isEqualTo("tenant-b");
            assertThat(browser.offered())
                    .extracting(ConsentDialogue.Target::name)
                    .containsExactly("Alpha Ltd", "Beta Ltd");
            assertThat(table.find(KEY).orElseThrow().targetId()).isEqualTo("tenant-b");
        }
    }

    @Test
    void insistsOnTheOrganisationThatIsConfigured() throws Exception {
        try (Stub two = twoOrganisations();
                Connectors right = connectors(two.url(), Map.of("xero.tenant-id", "tenant-a"));
                Connectors wrong = connectors(two.url(), Map.of("xero.tenant-id", "tenant-z"))) {
            assertThat(right.xero()
                            .connect()
                            .connect(Browser.thatPicks(""), Browser.PATIENCE)
                            .name())
                    .isEqualTo("Alpha Ltd");
            assertThatThrownBy(() -> wrong.xero().connect().connect(Browser.thatPicks(""), Browser.PATIENCE))
                    .isInstanceOf(ConsentException.class)
                    .hasMessageContaining("xero.tenant-id");
        }
    }

    @Test
    void keepsTheFormerOrganisationWhenTheLinksBelongToIt() throws Exception {
        try (Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", Clock.systemUTC());
                Stub two = twoOrganisations()) {
            TokenTable tokens = Databases.tokens(store.dataSource(), Clock.systemUTC());
            two.answer(
                    "/api.xro/2.0/Organisation",
                    Answer.json(200, "{\"Organisations\":[{\"OrganisationID\":\"org-a\",\"Name\":\"Alpha Ltd\"}]}"),
                    Answer.cut(),
                    Answer.json(200, "{\"Organisations\":[{\"OrganisationID\":\"org-b\",\"Name\":\"Beta Ltd\"}]}"));
            LinkedParties parties = new LinkedParties(store.forConnection("main"), Clock.systemUTC());
            try (Connectors here = connectors(two.url(), tokens, parties)) {
                XeroConnect connect = here.xero().connect();
                connect.connect(Browser.thatPicks("Alpha Ltd"), Browser.PATIENCE);

                assertThatThrownBy(() -> connect.connect(Browser.thatPicks("Beta Ltd"), Browser.PATIENCE))
                        .isInstanceOf(OutcomeUnknownException.class);
                assertThatThrownBy(() -> connect.connect(Browser.thatPicks("Beta Ltd"), Browser.PATIENCE))
                        .isInstanceOf(MismatchException.class)
                        .hasMessageContaining("lead to Beta Ltd in Xero")
                        .hasMessageContaining("belong to Alpha Ltd in Xero");

                assertThat(tokens.find(KEY).orElseThrow().targetId()).isEqualTo("tenant-a");
                assertThat(two.asked("/api.xro/2.0/Organisation"))
                        .extracting(asked -> asked.headers().get("xero-tenant-id"))
                        .containsExactly("tenant-a", "tenant-b", "tenant-b");
            }
        }
    }

    @Test
    void anOrganisationThatWasConnectedAnewUnderAnotherTenantIdIsTheSame() throws Exception {
        try (Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", Clock.systemUTC());
                Stub two = twoOrganisations()) {
            ConnectionStore main = store.forConnection("main");
            TokenTable tokens = Databases.tokens(store.dataSource(), Clock.systemUTC());
            two.answer(
                    "/api.xro/2.0/Organisation",
                    Answer.json(200, "{\"Organisations\":[{\"OrganisationID\":\"org-a\",\"Name\":\"Alpha Ltd\"}]}"));
            LinkedParties parties = new LinkedParties(main, Clock.systemUTC());
            try (Connectors here = connectors(two.url(), tokens, parties)) {
                XeroConnect connect = here.xero().connect();
                connect.connect(Browser.thatPicks("Alpha Ltd"), Browser.PATIENCE);

                connect.connect(Browser.thatPicks("Beta Ltd"), Browser.PATIENCE);

                assertThat(tokens.find(KEY).orElseThrow().targetId()).isEqualTo("tenant-b");
                assertThat(main.belongings()
                                .find(BelongingTable.XERO)
                                .orElseThrow()
                                .account())
                        .isEqualTo("tenant-b");
            }
        }
    }

    @Test
    void aFormerConsentSaysWhomLinksBelongToThatNobodyRecorded() throws Exception {
        try (Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", Clock.systemUTC());
                Stub two = twoOrganisations()) {
            TokenTable tokens = Databases.tokens(store.dataSource(), Clock.systemUTC());
            tokens.put(
                    KEY,
                    StoredToken.consented(
                                    Secret.of("a"),
                                    Instant.parse("2030-01-01T00:00:00Z"),
                                    Secret.of("r"),
                                    "",
                                    Instant.EPOCH)
                            .forTarget("tenant-a", "Alpha Ltd"));
            new JdbcTemplate(store.dataSource()).update("""
                    insert into link (connection, kind, source_id, target_id, agrees, origin, linked_at)
                    values ('main', 'invoice', 1, 'x-1', true, 'created', timestamp with time zone '2026-10-02 09:00:00+00')""");
            two.answer(
                    "/api.xro/2.0/Organisation",
                    Answer.json(200, "{\"Organisations\":[{\"OrganisationID\":\"org-b\",\"Name\":\"Beta Ltd\"}]}"));
            LinkedParties parties = new LinkedParties(store.forConnection("main"), Clock.systemUTC());
            try (Connectors here = connectors(two.url(), tokens, parties)) {
                assertThatThrownBy(() -> here.xero().connect().connect(Browser.thatPicks("Beta Ltd"), Browser.PATIENCE))
                        .isInstanceOf(MismatchException.class)
                        .hasMessageContaining("the 1 link here belongs to Alpha Ltd in Xero, since 2026-10-02");
            }
        }
    }

    private Connectors connectors(String address, TokenTable tokens, BelongingCheck belongingCheck) throws Exception {
        return Connectors.start(settings(address), tokens, belongingCheck, Clock.systemUTC());
    }

    /** Consents to whatever is asked; a practice is among what it opens. */
    private Stub twoOrganisations() throws Exception {
        Stub stub = new Stub();
        stub.answer("/identity/connect/authorize", Answer.sentBackWithCode());
        stub.answer(
                "/connect/token",
                Answer.json(200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":1800}"));
        stub.answer(
                "/connections",
                Answer.json(
                        200,
                        "[{\"id\":\"1\",\"tenantId\":\"tenant-a\",\"tenantType\":\"ORGANISATION\",\"tenantName\":\"Alpha Ltd\"},"
                                + "{\"id\":\"2\",\"tenantId\":\"tenant-p\",\"tenantType\":\"PRACTICE\",\"tenantName\":\"P\"},"
                                + "{\"id\":\"3\",\"tenantId\":\"tenant-b\",\"tenantType\":\"ORGANISATION\",\"tenantName\":\"Beta Ltd\"}]"));
        return stub;
    }

    @Test
    void givesTheConsentBack() throws Exception {
        connect(Browser.thatPicks(""));

        assertThat(connectors.xero().connect().disconnect()).isTrue();

        assertThat(xero.calls())
                .containsEntry("DELETE /connections/{id}", 1L)
                .containsEntry("POST /connect/revocation", 1L);
        assertThat(table.find(KEY)).isEmpty();
        assertThatThrownBy(this::call).isInstanceOf(ConsentException.class).hasMessageContaining("not connected yet");
        assertThat(connectors.xero().connect().disconnect()).isFalse();
    }

    @Test
    void keepsTheTokensWhenXeroCannotBeReachedToGiveThemBack() throws Exception {
        connect(Browser.thatPicks(""));
        xero.arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST).on("POST", "/connect/revocation"));

        assertThatThrownBy(() -> connectors.xero().connect().disconnect()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(table.find(KEY)).isPresent();
        assertThat(connectors.xero().connect().disconnect()).isTrue();
    }

    @Test
    void saysWhenTheOrganisationsCannotBeListed() {
        xero.arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST)
                .on("GET", "/connections")
                .next(3));

        assertThatThrownBy(() -> connect(Browser.thatPicks(""))).isInstanceOf(OutcomeUnknownException.class);
    }
}
