package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.http.Browser.freePort;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.Events.Selection;
import org.harvestxero.http.Stub;
import org.harvestxero.http.Stub.Answer;
import org.harvestxero.http.Stub.Asked;
import org.harvestxero.runtime.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks that are told over the shipped routes, and what becomes of what they don't take. */
class HooksIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static final String SECRET = "s3cret-of-the-hook";
    private static final String PATH = "/receive";

    private final TestClock clock = TestClock.at("2026-11-06T08:00:00Z");
    private Stub receiver;
    private CopyScenario scenario;
    private long client;
    private int invoices;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Stub();
        receiver.answer(PATH, Answer.json(200, "{}"));
    }

    @AfterEach
    void stop() {
        scenario.close();
        receiver.close();
    }

    private Map<String, String> webhook(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hooks.webhook",
                "on",
                "hooks.webhook.url",
                receiver.url() + PATH + "?token=t0ken",
                "hooks.webhook.secret",
                SECRET));
        settings.putAll(more);
        return settings;
    }

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        scenario.fire("schedule-events");
    }

    private long invoice() {
        return scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-" + ++invoices)
                        .line("Design", "1", "100")
                        .open());
    }

    /** As the schedule does it, to its end. */
    private void deliver() {
        scenario.fire("schedule-events");
        awaitIdle();
    }

    private void awaitIdle() {
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.hooks().isIdle());
    }

    private List<String> received() {
        return receiver.asked(PATH).stream()
                .map(asked -> EventSchemas.read(asked.body()))
                .map(event -> event.path("kind").asText() + " "
                        + event.at("/subject/id").asText())
                .toList();
    }

    private List<String> warnings() {
        return scenario.engine().warnings();
    }

    @Test
    void aReceiverGetsWhatHappenedSignedAndOnce() {
        begin(webhook(Map.of()));
        long id = invoice();
        scenario.once();

        deliver();
        deliver();

        assertThat(receiver.asked()).hasSize(1);
        Asked asked = receiver.asked().get(0);
        JsonNode event = EventSchemas.read(asked.body());
        EventSchemas.assertFits(event);
        assertThat(received()).containsExactly("invoice.copied " + id);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST " + PATH + "?token=t0ken");
        assertThat(asked.headers())
                .containsEntry("Content-Type", "application/json; charset=utf-8")
                .containsEntry("Harvest-Xero-Event", event.path("id").asText())
                .containsEntry("Harvest-Xero-Kind", "invoice.copied")
                .doesNotContainKey("X-Hook-Ticket");
        String signature = String.valueOf(asked.headers().get("Harvest-Xero-Signature"));
        long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
        assertThat(clock.instant().getEpochSecond() - seconds).isBetween(0L, 60L);
        assertThat(signature)
                .endsWith(",v1=" + HookCalls.sign(SECRET, seconds, asked.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(asked.headers().toString() + asked.body()).doesNotContain(SECRET);
    }

    @Test
    void aHookIsToldOfWhatHappensOnceItIsOnAndOfNothingBefore() {
        begin(Map.of("events.keep", "always"));
        invoice();
        scenario.once();
        scenario.restart(webhook(Map.of()));
        deliver();
        long second = invoice();
        scenario.once();

        deliver();

        assertThat(received()).containsExactly("invoice.copied " + second);

        assertThat(scenario.engine()
                        .events()
                        .replay(new Selection(null, List.of("invoice.*"), null, false), null, "Ada"))
                .singleElement()
                .satisfies(told -> assertThat(told.events()).isEqualTo(2));
        deliver();
        assertThat(received()).hasSize(3);
    }

    @Test
    void onlyTheKindsAHookAskedForAreTold() {
        begin(webhook(Map.of("hooks.webhook", "invoice.paid, draft.*")));
        long id = invoice();
        scenario.once();
        scenario.harvest().pay(id, aPayment("100").on(DAY));
        scenario.once();

        deliver();

        assertThat(received()).containsExactly("invoice.paid " + id);
    }

    @Test
    void whatAReceiverDoesNotTakeIsToldAgainInOrderWhileOthersGoOn() {
        begin(webhook(Map.of()));
        receiver.answer(PATH, Answer.json(500, "{}"), Answer.json(200, "{}"));
        long first = invoice();
        scenario.once();
        deliver();
        scenario.harvest().pay(first, aPayment("40").on(DAY));
        long second = invoice();
        assertThat(scenario.once().failed()).isEmpty();
        deliver();

        assertThat(received())
                .as("what is about the first waits behind what was not taken of it")
                .containsExactly("invoice.copied " + first, "invoice.copied " + second);
        assertThat(warnings())
                .anyMatch(words -> words.contains("webhook did not take events yet: its receiver answers 500"));

        clock.jump(Duration.ofMinutes(1));
        deliver();
        deliver();

        assertThat(received())
                .containsExactly(
                        "invoice.copied " + first,
                        "invoice.copied " + second,
                        "invoice.copied " + first,
                        "invoice.part-paid " + first);
        assertThat(id(2)).isEqualTo(id(0));
        assertThat(warnings()).noneMatch(words -> words.contains("webhook"));
    }

    private String id(int at) {
        return EventSchemas.read(receiver.asked(PATH).get(at).body()).path("id").asText();
    }

    @Test
    void whatIsNeverTakenIsParkedInTheEndAndToldWhenSomebodyAsks() {
        begin(webhook(Map.of("hooks.attempts", "3")));
        receiver.answer(PATH, Answer.json(503, "{}"));
        invoice();
        scenario.once();
        for (int i = 0; i < 6; i++) {
            deliver();
            clock.jump(Duration.ofHours(3));
        }

        assertThat(received()).hasSize(3);
        assertThat(warnings()).anyMatch(words -> words.contains("are parked: its receiver answers 503"));
        assertThat(scenario.engine().events().list(new Selection(null, List.of(), null, true), 10))
                .hasSize(1);

        receiver.answer(PATH, Answer.json(200, "{}"));
        scenario.engine().events().replay(new Selection(null, List.of(), null, true), "webhook", "Ada");
        deliver();

        assertThat(received()).hasSize(4);
        assertThat(id(3)).isEqualTo(id(0));
        assertThat(warnings()).noneMatch(words -> words.contains("webhook"));
    }

    @Test
    void aReceiverThatIsGoneIsNotAskedAgainAndARedirectIsNotFollowed() {
        begin(webhook(Map.of()));
        receiver.answer(
                PATH, Answer.json(410, "{}"), Answer.html(301, "").with("Location", receiver.url() + "/elsewhere"));
        invoice();
        scenario.once();
        deliver();
        clock.jump(Duration.ofHours(12));
        deliver();

        assertThat(received()).hasSize(1);
        assertThat(warnings()).anyMatch(words -> words.contains("are parked: its receiver answers 410"));

        invoice();
        scenario.once();
        deliver();

        assertThat(receiver.asked("/elsewhere")).isEmpty();
        assertThat(warnings()).anyMatch(words -> words.contains("301, a redirect, which is not followed"));
    }

    @Test
    void aReceiverThatIsAwayHoldsUpNeitherCopyingNorOtherHooksAndNoSecretIsTold() {
        Map<String, String> settings = webhook(Map.of("hooks.file", "on"));
        receiver.close();
        begin(settings);
        invoice();

        assertThat(scenario.once().copied()).hasSize(1);
        deliver();

        assertThat(lines()).hasSize(1);
        assertThat(warnings())
                .anyMatch(words -> words.contains("The hook webhook did not take events yet"))
                .noneMatch(words -> words.contains("t0ken") || words.contains(SECRET));
    }

    @Test
    void aKillBetweenTellingAndTheMarkTellsAgainUnderTheSameId() {
        begin(webhook(Map.of()));
        invoice();
        scenario.once();
        deliver();

        scenario.sql("update hook set position = position - 1");
        scenario.restart(webhook(Map.of()));
        deliver();

        assertThat(received()).hasSize(2);
        assertThat(id(1)).isEqualTo(id(0));
    }

    @Test
    void eachEventIsALineOfTheDaysFileWhateverItSays() throws IOException {
        begin(Map.of("hooks.file", "on"));
        long hostile = scenario.harvest()
                .add(aClient("Evil\n{\"kind\":\"x\"} <b> & *Co*").currency("USD"));
        scenario.harvest()
                .add(anInvoice(hostile)
                        .number("INV-9")
                        .line("Design", "1", "100")
                        .open());
        invoice();
        scenario.once();

        deliver();

        assertThat(lines()).hasSize(2).allSatisfy(EventSchemas::assertFits);
        try (Stream<Path> files = Files.list(scenario.home().resolve("exports/events"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .satisfies(name -> assertThat(name).matches("events-\\d{4}-\\d{2}-\\d{2}\\.jsonl"));
        }
    }

    private List<JsonNode> lines() {
        try (Stream<Path> files = Files.list(scenario.home().resolve("exports/events"))) {
            return files.flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .map(EventSchemas::read)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void channelsGetASentenceInWhichNothingIsMarkup() {
        receiver.answer("/slack", Answer.html(200, "ok"));
        receiver.answer("/teams", Answer.json(202, ""));
        begin(Map.of(
                "hooks.slack",
                "on",
                "hooks.slack.url",
                receiver.url() + "/slack",
                "hooks.teams",
                "on",
                "hooks.teams.url",
                receiver.url() + "/teams"));
        long hostile =
                scenario.harvest().add(aClient("<!channel> *Evil* & \"Co\"").currency("USD"));
        scenario.harvest()
                .add(anInvoice(hostile)
                        .number("INV-9")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();

        deliver();

        String sentence = "Invoice INV-9 of <!channel> *Evil* & \"Co\" stands in Xero (AUTHORISED), 100.00 USD.";
        JsonNode slack = EventSchemas.read(receiver.asked("/slack").get(0).body());
        assertThat(slack.path("text").asText())
                .isEqualTo(
                        "Invoice INV-9 of &lt;!channel&gt; *Evil* &amp; \"Co\" stands in Xero (AUTHORISED), 100.00 USD.");
        assertThat(slack.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
        assertThat(slack.at("/blocks/0/text/text").asText()).isEqualTo(sentence);
        JsonNode teams = EventSchemas.read(receiver.asked("/teams").get(0).body());
        assertThat(teams.at("/attachments/0/content/body/0/inlines/0/text").asText())
                .isEqualTo(sentence);
        assertThat(receiver.asked("/slack").get(0).headers()).doesNotContainKey("Harvest-Xero-Signature");
    }

    @Test
    void peopleGetAMailInWhichNothingIsAHeader() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try {
            begin(Map.of(
                    "hooks.mail", "invoice.copied",
                    "hooks.mail.to", "ada@example.com",
                    "hooks.queue", "on",
                    "mail.host", "127.0.0.1",
                    "mail.port", String.valueOf(mails.getSmtp().getPort()),
                    "mail.security", "none",
                    "console.enabled", "true",
                    "console.address", "https://books.example.com",
                    "mail.from", "books@example.com"));
            long hostile = scenario.harvest()
                    .add(aClient("Evil\r\nBcc: eve@example.com\r\n\r\n<b>").currency("USD"));
            scenario.harvest()
                    .add(anInvoice(hostile)
                            .number("INV-9")
                            .line("Design", "1", "100")
                            .open());
            scenario.once();

            deliver();

            assertThat(mails.getReceivedMessages()).singleElement().satisfies(mail -> {
                assertThat(mail.getSubject())
                        .startsWith(
                                "harvest-xero (main): Invoice INV-9 of Evil Bcc: eve@example.com <b> stands in Xero");
                assertThat(mail.getAllRecipients()).hasSize(1);
                assertThat(mail.getHeader("Bcc")).isNull();
                assertThat(mail.getContentType()).startsWith("text/plain");
                assertThat(mail.getHeader("X-Harvest-Xero-Event")).hasSize(1);
                assertThat(mail.getContent().toString())
                        .containsPattern("\\nIts page: https://books.example.com/console/invoices/\\d+\\R");
            });

            mails.stop();
            scenario.harvest()
                    .add(anInvoice(hostile)
                            .number("INV-10")
                            .line("Design", "1", "100")
                            .open());
            scenario.once();
            deliver();

            assertThat(warnings()).anyMatch(words -> words.contains("The hook mail did not take events yet"));
        } finally {
            mails.stop();
        }
    }

    @Test
    void oneThatRunsTooOftenIsHeldBackForTheHour() {
        begin(webhook(Map.of("hooks.per-hour", "2")));
        invoice();
        invoice();
        invoice();
        scenario.once();
        deliver();
        deliver();

        assertThat(received()).hasSize(2);
        assertThat(warnings()).anyMatch(words -> words.contains("was told of 2 events within an hour"));

        clock.jump(Duration.ofMinutes(61));
        deliver();

        assertThat(received()).hasSize(3);
    }

    @Test
    void whatHangsIsGivenUpAndTheOthersAreToldAllTheSame() throws IOException {
        Path routes = ownRoutes();
        Files.writeString(routes.resolve("hooks/slow.camel.yaml"), """
                - route:
                    id: hook-slow
                    description: Takes for ever
                    from:
                      uri: direct:hook-slow
                      steps:
                        - delay: {id: for-ever, expression: {constant: {expression: "600000"}}}
                """);
        scenario = CopyScenario.startWithRoutes(
                clock, routes, webhook(Map.of("hooks.slow", "on", "hooks.time-limit", "5")));
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        scenario.fire("schedule-events");
        invoice();
        scenario.once();
        scenario.fire("schedule-events");
        await().atMost(Duration.ofSeconds(20)).until(() -> received().size() == 1);

        clock.jump(Duration.ofSeconds(6));
        scenario.fire("schedule-events");

        assertThat(warnings())
                .anyMatch(words -> words.contains("The hook slow did not take events yet: it did not end within 5 s"))
                .anyMatch(words -> words.contains("The hook slow hangs"));
        invoice();
        assertThat(scenario.once().copied()).hasSize(1);
        scenario.fire("schedule-events");
        await().atMost(Duration.ofSeconds(20)).until(() -> received().size() == 2);
    }

    @Test
    void afterAFaultyEditTheLastGoodVersionGoesOnTellingUntilItIsPutRight() throws IOException {
        scenario = CopyScenario.startWithRoutes(clock, ownRoutes(), webhook(Map.of()));
        scenario.serve(
                Engine.Mode.RUN, Map.of("copy.schedule", "0 0 3 1 1 ?", "http.port", Integer.toString(freePort())));
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        Path file = scenario.home().resolve("routes/hooks/webhook.camel.yaml");
        String shipped = Files.readString(file);
        scenario.fire("schedule-events");
        told(1);

        Files.writeString(file, shipped.replace("ref: hookCalls, method: judge", "ref: hookCals, method: judge"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> warnings().stream().anyMatch(words -> words.contains("webhook.camel.yaml")));
        told(2);

        Files.writeString(
                file, shipped.replace("description: Post an event", "description: Put right, so post an event"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> warnings().stream().noneMatch(words -> words.contains("webhook.camel.yaml")));
        told(3);
    }

    /** One invoice more, of which the receiver hears. */
    private void told(int count) {
        invoice();
        scenario.once();
        deliver();
        await().atMost(Duration.ofSeconds(20)).until(() -> received().size() == count);
    }

    @Test
    void aMilestoneMakesTheProjectOfTheNextPhaseActive() {
        scenario = CopyScenario.start(clock, Map.of());
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        long first = scenario.harvest().add(aProject(client, "Phase 1"));
        long second = scenario.harvest().add(aProject(client, "Phase 2").archived());
        scenario.restart(Map.of(
                "events.milestones", "50",
                "hooks.unlock-phase", "on",
                "hooks.unlock-phase.projects", first + "@50=" + second));
        scenario.fire("schedule-events");
        long id = scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100", line -> line.put("project_id", first))
                        .open());
        scenario.once();
        deliver();
        assertThat(isActive(second)).isFalse();

        scenario.harvest().pay(id, aPayment("50").on(DAY));
        scenario.once();
        scenario.engine().events().tell(Duration.ofSeconds(20));

        assertThat(isActive(second)).isTrue();
        assertThat(warnings()).noneMatch(words -> words.contains("unlock-phase"));
    }

    private boolean isActive(long project) {
        return scenario.harvest().get("/projects/" + project).path("is_active").asBoolean();
    }

    @Test
    void aHookWithoutARouteIsTold() {
        begin(webhook(Map.of("hooks.webhok", "on")));

        assertThat(warnings())
                .anyMatch(words -> words.contains("hooks.webhok is on, but no route begins with direct:hook-webhok"));
        assertThatThrownBy(() ->
                        scenario.engine().events().list(new Selection(null, List.of("invoice.payed"), null, false), 10))
                .hasMessage("There is no kind of event invoice.payed: the nearest is invoice.paid.");
    }

    /** The shipped ones, for a home of its own. */
    private static Path ownRoutes() throws IOException {
        Path to = Files.createTempDirectory("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(Path.of("routes").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }
}
