package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Whatever becomes of requests and answers, each document stands in Xero once. */
class LostAnswersIT {
    private static final String INVOICES = "/api.xro/2.0/Invoices";
    private static final String PAYMENTS = "/api.xro/2.0/Payments";
    private static final String CONTACTS = "/api.xro/2.0/Contacts";

    private final TestClock clock = new TestClock();
    private final CopyScenario scenario = CopyScenario.start(clock, Map.of());
    private final Twins twins = new Twins(scenario.harvest(), scenario.xero());

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void everyTenthAnswerLostLeavesNoDuplicateAndNoGap() {
        plant(1, 320, 40);
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).every(10));
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", CONTACTS).next(1));
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", INVOICES).next(1));
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", PAYMENTS).next(1));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(report.copied()).hasSize(640);
        assertThat(report.duplicatesPrevented()).isGreaterThanOrEqualTo(40 + 50 + 50);
        twins.assertExact();
        assertThat(scenario.xero().contacts()).hasSize(40);
    }

    @Test
    void aLossThatCouldNotBeRecordedIsMadeUpForUnderTheSameKey() {
        plant(5, 3, 1);
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", INVOICES).next(1));
        AtomicBoolean first = new AtomicBoolean(true);
        scenario.calling(request -> {
            if (request instanceof XeroRequest call
                    && call.method().equals("PUT")
                    && call.path().equals("/Invoices")
                    && first.getAndSet(false)) {
                scenario.sql("alter table batch add constraint no_retry check (retry_at is null)");
            }
        });
        Instant before = clock.instant();

        CycleReport report = scenario.once();

        assertThat(first).isFalse();
        assertThat(report.troubles()).as("what could not be recorded").isNotEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(Duration.between(before, clock.instant()))
                .as("the key is still known")
                .isLessThan(Duration.ofMinutes(4));
        twins.assertExact();
    }

    @Test
    void everyMixOfTroubleLeavesNoDuplicateAndNoGap() {
        plant(2, 300, 60);
        long seed = 1;
        for (Kind kind : List.of(
                Kind.LOSE_REPLY,
                Kind.DROP_REQUEST,
                Kind.ERROR_AFTER,
                Kind.ERROR_BEFORE,
                Kind.HTML,
                Kind.EMPTY,
                Kind.BROKEN_JSON,
                Kind.EXPIRED_TOKEN,
                Kind.MINUTE_LIMIT,
                Kind.CONCURRENT_LIMIT,
                Kind.APP_MINUTE_LIMIT)) {
            scenario.xero()
                    .arm(XeroFault.of(kind).oneIn(20, seed++).withStatus(502).withRetryAfter(0));
        }

        CycleReport report = scenario.once();
        for (int again = 0;
                again < 12 && !(report.waiting().isEmpty() && report.troubles().isEmpty());
                again++) {
            report = scenario.once();
        }

        assertThat(report.troubles()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(scenario.xero().faultsStruck()).isGreaterThan(5);
        twins.assertExact();
    }

    @Test
    void noKeyIsTrustedOverAJumpOfTheClock() {
        TestClock ours = new TestClock();
        TestClock theirs = new TestClock();
        try (CopyScenario jumping = CopyScenario.start(
                ours, XeroSandboxOptions.defaults().withoutLimits().withClock(theirs), Map.of())) {
            plant(jumping, 4, 30, 5);
            jumping.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", PAYMENTS).next(100));
            assertThat(jumping.once().troubles()).isNotEmpty();
            int before = jumping.xero().payments().size();
            assertThat(before).isPositive();

            // Ten minutes pass, in which Xero forgets the keys, while our clock is set back.
            theirs.jump(Duration.ofMinutes(10));
            ours.jump(Duration.ofDays(-40));
            jumping.xero().clearFaults();
            CycleReport report = jumping.once();

            assertThat(report.troubles()).isEmpty();
            assertThat(report.waiting()).isEmpty();
            new Twins(jumping.harvest(), jumping.xero()).assertExact();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Kind.class,
            names = {"LOSE_REPLY", "BROKEN_JSON", "ERROR_AFTER"})
    void whatWasDoneWithoutAnAnswerIsAdoptedOnceItsKeyIsForgotten(Kind kind) {
        plant(3, 60, 6);
        scenario.xero().arm(XeroFault.of(kind).on("PUT", "/").withStatus(504).next(100));
        for (int stage = 0; stage < 3; stage++) {
            CycleReport silent = scenario.once();
            assertThat(silent.troubles()).isNotEmpty();
            clock.jump(Duration.ofMinutes(8));
        }
        scenario.xero().clearFaults();

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        twins.assertExact();
    }

    @Test
    void whatNeverReachedXeroTravelsAgainUnderANewKey() {
        plant(4, 60, 6);
        scenario.xero().arm(XeroFault.of(Kind.DROP_REQUEST).on("PUT", INVOICES).next(100));
        CycleReport silent = scenario.once();
        List<String> forgotten = keys(INVOICES);
        scenario.xero().clearFaults();
        scenario.xero().clearLog();
        clock.jump(Duration.ofMinutes(8));

        CycleReport report = scenario.once();

        assertThat(silent.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.UNREACHABLE);
        assertThat(silent.waiting()).isNotEmpty();
        assertThat(report.troubles()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(report.duplicatesPrevented()).isZero();
        assertThat(keys(INVOICES)).hasSize(2).doesNotContainAnyElementsOf(forgotten);
        twins.assertExact();
    }

    @Test
    void theStageThatStopsIsNamedWhateverWasHandedOnBefore() {
        plant(5, 3, 1);
        scenario.xero().arm(XeroFault.of(Kind.DROP_REQUEST).on("PUT", INVOICES).next(100));
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        LogLines lines = new LogLines();
        lines.start();
        root.addAppender(lines);
        try {
            scenario.once();
        } finally {
            root.detachAppender(lines);
        }

        assertThat(lines.all())
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(text -> text.contains(" stopped: "))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("send-documents stopped: "));
    }

    @Test
    void nothingIsSentAgainWhileItIsUncertainWhetherXeroStillKnowsTheKey() {
        plant(4, 10, 2);
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", INVOICES).next(100));
        scenario.once();
        scenario.xero().clearFaults();
        scenario.xero().clearLog();
        clock.jump(Duration.ofMinutes(6));

        scenario.scheduled();

        assertThat(keys(INVOICES)).isEmpty();
        clock.jump(Duration.ofMinutes(2));
        CycleReport report = scenario.once();
        assertThat(keys(INVOICES)).isEmpty();
        assertThat(report.duplicatesPrevented()).isEqualTo(10);
        assertThat(report.copied())
                .filteredOn(copied -> copied.action() == CycleReport.Action.ADOPTED)
                .hasSize(10);
        twins.assertExact();
    }

    @Test
    void aKeyIsRepeatedToTheByteWhileXeroRemembersIt() {
        plant(6, 20, 2);
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", INVOICES).next(2));

        CycleReport report = scenario.once();

        List<LoggedRequest> puts = scenario.xero().requests().stream()
                .filter(request ->
                        request.method().equals("PUT") && request.path().equals(INVOICES))
                .toList();
        assertThat(puts).hasSize(3);
        assertThat(puts)
                .extracting(LoggedRequest::idempotencyKey)
                .containsOnly(puts.get(0).idempotencyKey());
        assertThat(puts)
                .extracting(LoggedRequest::body)
                .containsOnly(puts.get(0).body());
        assertThat(puts).extracting(LoggedRequest::replayed).containsExactly(false, true, true);
        assertThat(report.duplicatesPrevented()).isEqualTo(20);
        twins.assertExact();
    }

    @Test
    void anExhaustedDayParksTheConnectionAndLosesNothing() {
        plant(7, 60, 6);
        scenario.xero()
                .arm(XeroFault.of(Kind.DAY_LIMIT).on("PUT", PAYMENTS).next(1).withRetryAfter(3_600));

        CycleReport parked = scenario.once();
        int asked = scenario.xero().requests().size();
        scenario.scheduled(); // only a person has Xero asked anew before the day turns
        List<Trouble> meanwhile = scenario.copyService().status().troubles();
        int askedMeanwhile = scenario.xero().requests().size();
        scenario.restart();
        clock.jump(Duration.ofHours(1));
        CycleReport later = scenario.once();

        assertThat(parked.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);
        assertThat(meanwhile).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);
        assertThat(askedMeanwhile).isEqualTo(asked);
        assertThat(later.troubles()).isEmpty();
        assertThat(later.duplicatesPrevented()).isZero();
        twins.assertExact();
    }

    @Test
    void batchesThatWereClaimedAndDidNotLeaveAreNotSearchedFor() {
        plant(8, 300, 6);
        scenario.xero() // once something is linked, a cycle reads the list of changes
                .arm(XeroFault.of(Kind.DAY_LIMIT).on("PUT", INVOICES).every(4).withRetryAfter(3_600));
        CycleReport parked = scenario.once();
        scenario.restart();
        clock.jump(Duration.ofHours(1));
        int before = requests("GET", INVOICES);

        CycleReport later = scenario.once();

        assertThat(parked.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);
        assertThat(later.duplicatesPrevented()).isZero();
        assertThat(requests("GET", INVOICES) - before)
                .as("only the list of changes")
                .isEqualTo(1);
        assertThat(scenario.xero().requests().stream()
                        .filter(request ->
                                request.method().equals("PUT") && request.path().equals(INVOICES))
                        .map(LoggedRequest::idempotencyKey)
                        .distinct())
                .hasSize(6);
        twins.assertExact();
    }

    private int requests(String method, String path) {
        return (int) scenario.xero().requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path))
                .count();
    }

    @Test
    void aRequestRefusedAsAWholeIsHalvedUntilItsCulpritStandsAlone() {
        List<Long> clients = IntStream.range(0, 8)
                .mapToObj(i -> scenario.harvest().add(aClient("Client " + i)))
                .toList();
        clients.forEach(client -> addInvoice(client));
        scenario.once();
        scenario.sql("update link set target_id = '" + UUID.randomUUID() + "' where kind = 'contact' and source_id = "
                + clients.get(3));
        IntStream.range(0, 40).forEach(i -> addInvoice(clients.get(i % 8)));

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .hasSize(5)
                .allSatisfy(failed -> assertThat(failed.cause()).isEqualTo("contact-not-found"));
        twins.assertNoMore(8 + 35);
    }

    @Test
    void aRequestThatXeroFailsOnIsHalvedAndItsNeighboursGoOn() {
        try (CopyScenario oneLane = CopyScenario.start(clock, Map.of("xero.calls-in-flight", "1"))) {
            plant(oneLane, 9, 40, 1);
            oneLane.xero()
                    .arm(XeroFault.of(Kind.ERROR_BEFORE)
                            .on("PUT", INVOICES)
                            .withStatus(500)
                            .next(4));

            CycleReport report = oneLane.once();

            assertThat(report.troubles()).isEmpty();
            assertThat(report.failed()).isEmpty();
            assertThat(keys(oneLane, INVOICES).stream().distinct()).hasSize(5);
            new Twins(oneLane.harvest(), oneLane.xero()).assertExact();
        }
    }

    @Test
    void aServerThatIsDownGetsNoCallUntilTheTimeItAskedForIsOver() {
        try (CopyScenario oneLane = CopyScenario.start(clock, Map.of("xero.calls-in-flight", "1"))) {
            plant(oneLane, 11, 120, 1);
            oneLane.xero()
                    .arm(XeroFault.of(Kind.ERROR_BEFORE)
                            .on("PUT", INVOICES)
                            .withStatus(503)
                            .withRetryAfter(600)
                            .next(1));

            oneLane.once();
            assertThat(keys(oneLane, INVOICES)).hasSize(1);

            clock.jump(Duration.ofMinutes(10));
            oneLane.restart(); // the limiter goes by the time that passes, a new process has none of it
            oneLane.once();
            new Twins(oneLane.harvest(), oneLane.xero()).assertExact();
        }
    }

    @Test
    void aDocumentXeroAlwaysFailsOnEndsAloneAndIsTriedAgainLater() {
        plant(10, 1, 1);
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .on("PUT", INVOICES)
                        .withStatus(500)
                        .next(2));

        CycleReport alone = scenario.once();
        clock.jump(Duration.ofMinutes(2));
        CycleReport later = scenario.once();

        assertThat(alone.troubles()).isEmpty();
        assertThat(alone.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("unexpected");
            assertThat(failed.message()).contains("Xero answers this document with its own error 500");
        });
        assertThat(later.failed()).isEmpty();
        twins.assertExact();
    }

    private void addInvoice(long client) {
        scenario.harvest()
                .add(anInvoice(client)
                        .issued(LocalDate.of(2026, 11, 3))
                        .line("Work", "1", "100")
                        .open());
    }

    private List<String> keys(String path) {
        return keys(scenario, path);
    }

    private static List<String> keys(CopyScenario scenario, String path) {
        return scenario.xero().requests().stream()
                .filter(request ->
                        request.method().equals("PUT") && request.path().equals(path))
                .map(LoggedRequest::idempotencyKey)
                .toList();
    }

    private void plant(long seed, int invoices, int clients) {
        plant(scenario, seed, invoices, clients);
    }

    private static void plant(CopyScenario scenario, long seed, int invoices, int clients) {
        LocalDate to = LocalDate.of(2026, 11, 20);
        BulkSeed bulk = BulkSeed.paidInvoices(invoices, clients, to);
        scenario.harvest()
                .plant(new BulkSeed(
                        seed,
                        clients,
                        invoices,
                        bulk.paidPercent(),
                        2,
                        0,
                        0,
                        bulk.from(),
                        to,
                        List.of("GBP", "EUR"),
                        new BigDecimal("20")));
    }
}
