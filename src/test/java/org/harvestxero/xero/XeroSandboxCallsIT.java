package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.harvestxero.http.Connectors;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XeroSandboxCallsIT {
    private static final String CONTACTS = "/api.xro/2.0/Contacts";

    private final List<XeroPage> pages = new ArrayList<>();
    private XeroSandbox xero;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        xero = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        connectors = Connectors.start(
                Map.of(
                        "xero.api-url", xero.baseUrl(),
                        "xero.identity-url", xero.baseUrl(),
                        "xero.client-id", "sandbox-client",
                        "xero.client-secret", "sandbox-secret",
                        "xero.outage-pause", "0"),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:collect")
                                .process(e -> pages.add(e.getMessage().getBody(XeroPage.class)));
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        connectors.close();
        xero.close();
    }

    private static XeroRequest createContacts(String key, String... names) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            elements.add(XeroContactJson.contact(new TargetContact(
                    i + 1, names[i], "harvest-client-" + key + i, null, null, null, List.of(), null)));
        }
        return XeroRequest.create("Contacts", XeroJson.envelope("Contacts", elements), key);
    }

    private XeroResponse call(XeroRequest request) throws Exception {
        return connectors.ask("xero-call", request, XeroResponse.class);
    }

    private long calls(String call) {
        return xero.calls().getOrDefault(call, 0L);
    }

    @Test
    void getsAVerdictForEachElement() throws Exception {
        call(createContacts("first", "Acme"));

        List<ElementVerdict> verdicts =
                Verdicts.read(call(createContacts("second", "Beta", "ACME", "Gamma")), "Contacts", 3);

        assertThat(verdicts.get(0)).isInstanceOfSatisfying(ElementVerdict.Accepted.class, beta -> {
            assertThat(beta.number()).isEqualTo("harvest-client-second0");
            assertThat(beta.status()).isEqualTo("ACTIVE");
        });
        assertThat(verdicts.get(1)).isInstanceOf(ElementVerdict.Rejected.class);
        assertThat(verdicts.get(2)).isInstanceOf(ElementVerdict.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = XeroFault.Kind.class,
            names = {"LOSE_REPLY", "DROP_REQUEST", "BROKEN_JSON", "HTML", "EMPTY"})
    void leavesItOpenWhetherAWriteWentInAndSendsItOnce(XeroFault.Kind kind) {
        xero.arm(XeroFault.of(kind).on("PUT", CONTACTS));

        assertThatThrownBy(() -> call(createContacts("key", "Acme"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(xero.requests().stream().filter(each -> each.method().equals("PUT")))
                .hasSize(1);
        assertThat(xero.contacts()).hasSize(kind == XeroFault.Kind.DROP_REQUEST ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void leavesItOpenWhetherAWriteThatBrokeInsideWentIn(int status) {
        xero.arm(XeroFault.of(XeroFault.Kind.ERROR_AFTER).withStatus(status).on("PUT", CONTACTS));

        assertThatThrownBy(() -> call(createContacts("key", "Acme")))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.status()).isEqualTo(status));

        assertThat(calls("PUT /Contacts")).isEqualTo(1);
        assertThat(xero.contacts()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = XeroFault.Kind.class,
            names = {"LOSE_REPLY", "DROP_REQUEST", "BROKEN_JSON", "HTML", "EMPTY", "ERROR_BEFORE", "ERROR_AFTER"})
    void readsOnAfterTrouble(XeroFault.Kind kind) throws Exception {
        call(createContacts("key", "Acme"));
        xero.arm(XeroFault.of(kind).on("GET", CONTACTS).next(3));

        XeroListResult listed = connectors.ask(
                "xero-pages", XeroListRequest.of("/Contacts"), Map.of("eachPage", "collect"), XeroListResult.class);

        assertThat(listed.elements()).isEqualTo(1);
        assertThat(pages)
                .singleElement()
                .satisfies(page -> assertThat(page.last()).isTrue());
    }

    @Test
    void tellsTheLimitsApart() {
        xero.arm(XeroFault.of(XeroFault.Kind.MINUTE_LIMIT).on("GET", CONTACTS).withRetryAfter(1));
        assertThatThrownBy(() -> call(XeroRequest.get("/Contacts")))
                .isInstanceOfSatisfying(RateLimitedException.class, e -> {
                    assertThat(e.limit()).isEqualTo(Limit.WINDOW);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
                });
        xero.arm(XeroFault.of(XeroFault.Kind.CONCURRENT_LIMIT).on("GET", CONTACTS));
        assertThatThrownBy(() -> call(XeroRequest.get("/Contacts")))
                .isInstanceOfSatisfying(
                        RateLimitedException.class, e -> assertThat(e.limit()).isEqualTo(Limit.CONCURRENT));
    }

    @Test
    void staysAwayForTheDayOnceTheDayIsUsedUp() {
        xero.arm(XeroFault.of(XeroFault.Kind.DAY_LIMIT).on("GET", CONTACTS).withRetryAfter(3600));
        assertThatThrownBy(() -> call(XeroRequest.get("/Contacts"))).isInstanceOf(RateLimitedException.class);
        long before = calls("GET /Contacts");

        assertThatThrownBy(() -> connectors.ask("xero-read", XeroRequest.get("/Contacts"), XeroResponse.class))
                .isInstanceOfSatisfying(RateLimitedException.class, e -> {
                    assertThat(e.limit()).isEqualTo(Limit.DAY);
                    assertThat(e.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(59));
                });

        assertThat(calls("GET /Contacts")).isEqualTo(before);
        assertThat(connectors.xero().gate().parked().orElseThrow().limit()).isEqualTo(Limit.DAY);
    }

    @Test
    void waitsOutAMinuteLimitWhenReading() throws Exception {
        xero.arm(XeroFault.of(XeroFault.Kind.MINUTE_LIMIT).on("GET", CONTACTS).withRetryAfter(1));

        assertThat(connectors
                        .ask("xero-read", XeroRequest.get("/Contacts"), XeroResponse.class)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheDaysReserveForPeople() throws Exception {
        xero.setLimits(true, 5, 60, 201);
        call(XeroRequest.get("/Contacts"));

        assertThatThrownBy(() -> call(XeroRequest.get("/Contacts"))).isInstanceOf(RateLimitedException.class);
        XeroResponse forPerson = connectors.ask(
                "xero-call", XeroRequest.get("/Contacts"), Map.of(XeroGate.FOR_PERSON, true), XeroResponse.class);

        assertThat(forPerson.status()).isEqualTo(200);
        assertThat(connectors.xero().gate().callsLeftToday()).hasValue(199);
    }

    @Test
    void renewsAnExpiredTokenOnce() throws Exception {
        call(XeroRequest.get("/Contacts"));
        xero.expireTokens();

        call(XeroRequest.get("/Contacts"));

        assertThat(calls("POST /connect/token")).isEqualTo(2);
    }

    @Test
    void asksForAPersonWhenTheOrganisationIsDisconnected() {
        xero.disconnect();

        assertThatThrownBy(() -> connectors.ask("xero-read", XeroRequest.get("/Contacts"), XeroResponse.class))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("connect again");
        assertThat(xero.requests().stream().filter(each -> each.path().endsWith("/Contacts")))
                .hasSize(1);
    }

    @Test
    void asksForAPersonWhenTheCredentialsAreWrong() throws Exception {
        try (Connectors wrong = Connectors.start(Map.of(
                "xero.api-url",
                xero.baseUrl(),
                "xero.identity-url",
                xero.baseUrl(),
                "xero.client-id",
                "sandbox-client",
                "xero.client-secret",
                "a-secret-nobody-may-see"))) {
            assertThatThrownBy(() -> wrong.ask("xero-call", XeroRequest.get("/Contacts"), XeroResponse.class))
                    .isInstanceOf(ConsentException.class)
                    .hasMessageContaining("xero.client-secret")
                    .hasMessageNotContaining("a-secret-nobody-may-see");
        }
    }

    @Test
    void doesNotWaitForAnAnswerForEver() throws Exception {
        try (Connectors hasty = Connectors.start(Map.of(
                "xero.api-url", xero.baseUrl(),
                "xero.identity-url", xero.baseUrl(),
                "xero.client-id", "sandbox-client",
                "xero.client-secret", "sandbox-secret",
                "calls.answer-timeout", "300"))) {
            xero.arm(XeroFault.of(XeroFault.Kind.SLOW).on("PUT", CONTACTS).withDelay(20_000));
            long before = System.nanoTime();

            assertThatThrownBy(() -> hasty.ask("xero-call", createContacts("key", "Acme"), XeroResponse.class))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.neverSent()).isFalse());

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void saysThatNothingWasSentWhenNobodyListens() throws Exception {
        xero.close();

        assertThatThrownBy(() -> call(createContacts("key", "Acme")))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, e -> {
                    assertThat(e.neverSent()).isTrue();
                });
        xero = XeroSandbox.start(XeroSandboxOptions.defaults());
    }

    @Test
    void refusesWhatXeroDoesNotKnow() {
        assertThatThrownBy(() -> call(XeroRequest.get("/Invoices/4f2d0f53-7e1f-4f6e-9b3e-1d9f1b3a0000")))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(404));
        assertThatThrownBy(() -> call(XeroRequest.get("/Invoices").with("where", "Nonsense==1")))
                .isInstanceOfSatisfying(RequestRefusedException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.reason()).isNotBlank();
                });
    }

    @Test
    void readsTheSettingsOfTheOrganisation() throws Exception {
        XeroSettingsRead read = connectors.ask("read-xero-settings", "", XeroSettingsRead.class);

        assertThat(read.settings().organisation().name()).isEqualTo("Sandbox Studio Ltd");
        assertThat(read.settings().organisation().zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(read.settings().accounts()).isNotEmpty();
        assertThat(read.settings().trackingCategories()).isEmpty();
        assertThat(read.raw()).containsOnlyKeys("Organisation", "Accounts", "TaxRates", "Items", "Currencies");
        assertThat(XeroSettingsJson.settings(read.raw())).isEqualTo(read.settings());
    }

    @Test
    void readsTrackingAndThemesOnlyWhenAskedTo() throws Exception {
        XeroSettingsRead read = connectors.ask(
                "read-xero-settings",
                "",
                Map.of("withTracking", true, "withBrandingThemes", true),
                XeroSettingsRead.class);

        assertThat(read.raw()).containsKeys("TrackingCategories", "BrandingThemes");
        assertThat(read.settings().brandingThemes()).isNotEmpty();
    }

    @Test
    void readsWhatThePersonMayDo() throws Exception {
        xero.setMayApprove(false);

        XeroOrganisationActions actions = XeroOrganisationActions.read(
                connectors.ask("xero-read", XeroOrganisationActions.request(), XeroResponse.class));

        assertThat(actions.allows("CreateApprovedInvoice")).contains(false);
        assertThat(actions.allows("FlyToTheMoon")).isEmpty();
    }

    @Test
    void attachesAFileWithAnAwkwardName() throws Exception {
        call(createContacts("key", "Acme"));
        String contact = xero.contacts().get(0).path("ContactID").asText();

        XeroResponse answer = call(XeroRequest.attach(
                "/Contacts/" + contact,
                "hours [Oct] ü&%.pdf",
                new XeroRequest.Attachment("%PDF".getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/pdf"),
                "key-2"));

        assertThat(answer.json().path("Attachments").path(0).path("FileName").asText())
                .isEqualTo("hours [Oct] ü&%.pdf");
    }
}
