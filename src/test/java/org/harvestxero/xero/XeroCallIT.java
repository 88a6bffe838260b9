package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.harvestxero.http.Api;
import org.harvestxero.http.Connectors;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RequestNotSentException;
import org.harvestxero.http.Stub;
import org.harvestxero.http.Stub.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XeroCallIT {
    private static final String INVOICES = "/api.xro/2.0/Invoices";
    private static final String TOKEN = "/connect/token";

    private final List<XeroPage> pages = new ArrayList<>();
    private Stub xero;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        xero = new Stub();
        xero.answer(
                TOKEN,
                Answer.json(200, "{\"access_token\":\"token-1\",\"expires_in\":1800,\"token_type\":\"Bearer\"}"),
                Answer.json(200, "{\"access_token\":\"token-2\",\"expires_in\":1800,\"token_type\":\"Bearer\"}"),
                Answer.json(200, "{\"access_token\":\"token-3\",\"expires_in\":1800,\"token_type\":\"Bearer\"}"));
        connectors = Connectors.start(
                Map.of("xero.api-url", xero.url(), "xero.identity-url", xero.url(), "xero.tenant-id", "tenant-1"),
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

    @Test
    void nothingIsWrittenThatCouldNotBeRecordedAndReadingGoesOn() throws Exception {
        xero.answer(INVOICES, Answer.json(200, "{\"Invoices\":[]}"));
        connectors.shortOfRoom("Only 99 MB are free");

        assertThatThrownBy(() -> connectors.ask(
                        "xero-call",
                        XeroRequest.create("Invoices", "{}", "tenant-1:batch"),
                        Map.of(),
                        XeroResponse.class))
                .isInstanceOf(NoRoomException.class)
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("Only 99 MB are free");
        assertThat(xero.asked(INVOICES)).isEmpty();

        assertThat(connectors
                        .ask("xero-call", XeroRequest.get("/Invoices"), Map.of(), XeroResponse.class)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sendsTheRequestAsItIsAndNothingElse() throws Exception {
        xero.answer(INVOICES, Answer.json(200, "{\"Invoices\":[]}"));
        String body = "{\"Invoices\":[{\"Reference\":\"Zürich €\"}]}";

        XeroResponse answer = connectors.ask(
                "xero-call",
                XeroRequest.create("Invoices", body, "tenant-1:batch"),
                Map.of("wanderer", "main", "Accept", "text/plain"),
                XeroResponse.class);

        assertThat(answer.status()).isEqualTo(200);
        Stub.Asked asked = xero.asked(INVOICES).get(0);
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.path()).isEqualTo(INVOICES + "?summarizeErrors=false&unitdp=4");
        assertThat(asked.body()).isEqualTo(body);
        assertThat(asked.headers())
                .containsEntry("Authorization", "Bearer token-1")
                .containsEntry("xero-tenant-id", "tenant-1")
                .containsEntry("Idempotency-Key", "tenant-1:batch")
                .containsEntry("Accept", "application/json")
                .containsEntry("Content-Type", "application/json; charset=utf-8")
                .doesNotContainKeys("wanderer", "Call-Ticket", "If-Modified-Since");
        assertThat(asked.headers().get("User-Agent"))
                .startsWith("harvest-xero/")
                .contains("(");
    }

    @Test
    void encodesAFilterOnce() throws Exception {
        xero.answer(INVOICES, Answer.json(200, "{\"Invoices\":[]}"));

        connectors.ask(
                "xero-read",
                XeroRequest.get("/Invoices")
                        .with("where", "Reference!=null && Reference.Contains(\"50% + 1\")")
                        .since(Instant.parse("2026-11-01T09:00:00.900Z")),
                XeroResponse.class);

        Stub.Asked asked = xero.asked(INVOICES).get(0);
        assertThat(asked.path())
                .isEqualTo(INVOICES
                        + "?where=Reference%21%3Dnull%20%26%26%20Reference.Contains%28%2250%25%20%2B%201%22%29");
        assertThat(asked.headers()).containsEntry("If-Modified-Since", "2026-11-01T09:00:00");
    }

    @Test
    void asksForANewTokenOnceWhenTheOldOneIsNoLongerTaken() throws Exception {
        xero.answer(
                INVOICES,
                Answer.json(401, "{\"Title\":\"Unauthorized\",\"Detail\":\"TokenExpired: token expired at …\"}"),
                Answer.json(200, "{\"Invoices\":[]}"));

        connectors.ask("xero-call", XeroRequest.get("/Invoices"), XeroResponse.class);

        assertThat(xero.asked(INVOICES))
                .extracting(each -> each.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void triesOnceMoreWithTheNewestTokenWhenARenewedOneHasRunOutTooSoon() throws Exception {
        xero.answer(
                INVOICES,
                Answer.json(401, "{\"Detail\":\"TokenExpired\"}"),
                Answer.json(401, "{\"Detail\":\"TokenExpired\"}"),
                Answer.json(200, "{\"Invoices\":[]}"));

        connectors.ask("xero-call", XeroRequest.get("/Invoices"), XeroResponse.class);

        assertThat(xero.asked(INVOICES))
                .extracting(each -> each.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
    }

    @Test
    void newTokensThatAreRefusedForAMomentAreNoDeadConsent() {
        xero.answer(INVOICES, Answer.json(401, "{\"Detail\":\"AuthenticationUnsuccessful\"}"));

        assertThatThrownBy(() -> connectors.ask("xero-call", XeroRequest.get("/Invoices"), XeroResponse.class))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.neverSent()).isTrue())
                .hasMessageContaining("also with new tokens; it is tried again");
        assertThat(xero.asked(INVOICES)).hasSize(3);
        assertThat(connectors.xero().gate().parkedUntil()).isPresent();
    }

    @Test
    void tellsAMissingScopeFromAnExpiredToken() {
        xero.answer(
                INVOICES,
                Answer.json(401, "{\"Detail\":\"AuthorizationUnsuccessful\"}")
                        .with("WWW-Authenticate", "insufficent_scope"));

        assertThatThrownBy(() -> connectors.ask("xero-call", XeroRequest.get("/Invoices"), XeroResponse.class))
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("scope");
        assertThat(xero.asked(INVOICES)).hasSize(1);
    }

    @Test
    void sendsAWriteOnceWhenTheAnswerIsLost() {
        xero.answer(INVOICES, Answer.cut());

        assertThatThrownBy(() ->
                        connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.neverSent()).isFalse());
        assertThat(xero.asked(INVOICES)).hasSize(1);
    }

    @Test
    void doesNotRepeatAWriteThatMetALimit() {
        xero.answer(
                INVOICES,
                new Answer(429, Map.of("Retry-After", "22", "X-Rate-Limit-Problem", "Minute"), ""),
                Answer.json(200, "{}"));

        assertThatThrownBy(() ->
                        connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class))
                .isInstanceOfSatisfying(RateLimitedException.class, e -> {
                    assertThat(e.api()).isEqualTo(Api.XERO);
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.limit()).isEqualTo(Limit.WINDOW);
                    assertThat(e.retryAfter().orElseThrow()).hasSeconds(22);
                });
        assertThat(xero.asked(INVOICES)).hasSize(1);
        assertThat(connectors.xero().gate().parkedUntil()).isPresent();
    }

    @Test
    void holdsWritesBackAsLongAsAServerThatIsDownAsks() throws Exception {
        xero.answer(INVOICES, new Answer(503, Map.of("Retry-After", "120"), ""), Answer.json(200, "{}"));

        assertThatThrownBy(() ->
                        connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.status()).isEqualTo(503));
        assertThatThrownBy(() ->
                        connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class))
                .isInstanceOfSatisfying(RateLimitedException.class, e -> {
                    assertThat(e.limit()).isEqualTo(Limit.WINDOW);
                    assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(91), Duration.ofSeconds(120));
                    assertThat(e.getMessage()).endsWith("Xero can't answer now (503); it asks to wait 120 s");
                });
        assertThat(xero.asked(INVOICES)).hasSize(1);
    }

    @Test
    void anOutageWithoutAWaitHoldsNoWriteBack() throws Exception {
        xero.answer(
                INVOICES,
                Answer.html(503, "The Organisation is offline"),
                Answer.json(200, "{\"Invoices\":[{\"InvoiceID\":\"a\"}]}"));

        assertThatThrownBy(() ->
                        connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(connectors.xero().gate().parkedUntil()).isEmpty();
    }

    @Test
    void keepsTheElementsOfARefusedBatch() throws Exception {
        xero.answer(
                INVOICES,
                Answer.json(
                        400,
                        "{\"ErrorNumber\":10,\"Type\":\"ValidationException\",\"Elements\":[{\"ValidationErrors\":[{\"Message\":\"No\"}]}]}"));

        XeroResponse answer =
                connectors.ask("xero-call", XeroRequest.create("Invoices", "{}", "key"), XeroResponse.class);

        assertThat(Verdicts.read(answer, "Invoices", 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        ElementVerdict.Rejected.class,
                        e -> assertThat(e.messages()).containsExactly("No"));
    }

    @Test
    void readsAgainAfterTroubleUntilTheAnswerIsWhole() throws Exception {
        xero.answer(
                INVOICES,
                Answer.cut(),
                Answer.html(500, "An error occurred in Xero."),
                Answer.html(200, "<html>maintenance</html>"),
                Answer.json(200, "{\"Invoices\":[{\"InvoiceID\":"),
                Answer.json(200, "{\"Invoices\":[{\"Total\":10.10}]}"));

        XeroResponse answer = connectors.ask("xero-read", XeroRequest.get("/Invoices"), XeroResponse.class);

        assertThat(answer.json().path("Invoices").path(0).path("Total").decimalValue())
                .hasToString("10.10");
        assertThat(xero.asked(INVOICES)).hasSize(5);
    }

    @Test
    void givesUpReadingAfterSixTries() {
        xero.answer(INVOICES, Answer.cut());

        assertThatThrownBy(() -> connectors.ask("xero-read", XeroRequest.get("/Invoices"), XeroResponse.class))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(xero.asked(INVOICES)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xero-call", "xero-read"})
    void leavesTheCallersHeadersAloneWhateverHappens(String route) throws Exception {
        xero.answer(
                INVOICES,
                Answer.json(200, "{\"Invoices\":[]}").with("X-Theirs", "1"),
                Answer.html(404, "no"),
                Answer.cut());

        for (int i = 0; i < 3; i++) {
            Exchange done = connectors.send(route, XeroRequest.get("/Invoices"), Map.of("connection", "main"));

            assertThat(done.getMessage().getHeaders()).containsOnlyKeys("connection");
            assertThat(done.isFailed()).isEqualTo(i > 0);
            assertThat(done.getExchangeExtension().isRedeliveryExhausted()).isFalse();
        }
    }

    @Test
    void waitsAsToldBeforeReadingAgain() throws Exception {
        xero.answer(
                INVOICES,
                new Answer(429, Map.of("retry-after", "1", "X-Rate-Limit-Problem", "minute"), ""),
                Answer.json(200, "{\"Invoices\":[]}"));
        long before = System.nanoTime();

        connectors.ask("xero-read", XeroRequest.get("/Invoices"), XeroResponse.class);

        assertThat(System.nanoTime() - before).isGreaterThan(990_000_000L);
        assertThat(xero.asked(INVOICES)).hasSize(2);
    }

    @Test
    void comesBackLaterWhenXeroIsOffline() {
        xero.answer(INVOICES, Answer.html(503, "The Organisation is offline"));

        assertThatThrownBy(() -> connectors.ask("xero-read", XeroRequest.get("/Invoices"), XeroResponse.class))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, e -> {
                    assertThat(e.status()).isEqualTo(503);
                    assertThat(e.retryAfter().orElseThrow()).hasMinutes(5);
                });
        assertThat(xero.asked(INVOICES)).hasSize(1);
    }

    @Test
    void handsOnEachPageAndTellsWhenTheListingBegan() throws Exception {
        xero.answer(
                INVOICES,
                page(1, 2, "a", "b").with("Date", "Sun, 01 Nov 2026 09:00:00 GMT"),
                page(2, 2, "c").with("Date", "Sun, 01 Nov 2026 09:00:07 GMT"));

        XeroListResult listed = connectors.ask(
                "xero-pages", XeroListRequest.of("/Invoices"), Map.of("eachPage", "collect"), XeroListResult.class);

        assertThat(listed).isEqualTo(new XeroListResult(2, 3, Instant.parse("2026-11-01T09:00:00Z")));
        assertThat(pages).extracting(XeroPage::page).containsExactly(1, 2);
        assertThat(pages).extracting(XeroPage::last).containsExactly(false, true);
        assertThat(xero.asked(INVOICES))
                .extracting(Stub.Asked::path)
                .containsExactly(INVOICES + "?page=1&pageSize=1000", INVOICES + "?page=2&pageSize=1000");
    }

    @Test
    void takesNotModifiedAsAnEmptyList() throws Exception {
        xero.answer(INVOICES, new Answer(304, Map.of(), ""));

        XeroListResult listed = connectors.ask(
                "xero-pages", XeroListRequest.of("/Invoices"), Map.of("eachPage", "collect"), XeroListResult.class);

        assertThat(listed.elements()).isZero();
        assertThat(pages)
                .singleElement()
                .satisfies(page -> assertThat(page.last()).isTrue());
    }

    @Test
    void readsAListThatXeroDoesNotPageInOneGo() throws Exception {
        xero.answer("/api.xro/2.0/Items", Answer.json(200, "{\"Items\":[{\"Code\":\"A\"}]}"));

        connectors.ask(
                "xero-pages",
                new XeroListRequest("/Items", Map.of(), null, 0),
                Map.of("eachPage", "collect"),
                XeroListResult.class);

        assertThat(xero.asked("/api.xro/2.0/Items"))
                .extracting(Stub.Asked::path)
                .containsExactly("/api.xro/2.0/Items");
    }

    private static Answer page(int page, int pages, String... ids) {
        StringBuilder elements = new StringBuilder();
        for (String id : ids) {
            elements.append(elements.isEmpty() ? "" : ",")
                    .append("{\"InvoiceID\":\"")
                    .append(id)
                    .append("\"}");
        }
        return Answer.json(
                200,
                "{\"pagination\":{\"page\":" + page + ",\"pageCount\":" + pages + "},\"Invoices\":[" + elements + "]}");
    }
}
