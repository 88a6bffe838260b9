package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** While Harvest is asked for the payments of one invoice after the other, those whose list was read stand in Xero already. */
@Timeout(120)
class SentWhileReadIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
    private static final String INVOICES = "/api.xro/2.0/Invoices";
    private static final Pattern LIST = Pattern.compile("/invoices/(\\d+)/payments");
    private static final Pattern SOURCE = Pattern.compile("\"Url\":\"[^\"]*/invoices/(\\d+)\"");
    private static final int PAID = 120;
    /** Enough lists for a round of sending; the others are held until what the test waits for has happened. */
    private static final int BEFORE = 70;

    private static final int MOST_IN_FLIGHT = 5;

    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final CopyScenario scenario = CopyScenario.start(
            clock,
            XeroSandboxOptions.defaults().withClock(clock).withLimits(MOST_IN_FLIGHT, 1_000_000, 1_000_000),
            Map.of());
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> sentUnread = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lanes = new AtomicInteger();
    private volatile BooleanSupplier happened = () -> true;
    private int before = BEFORE;

    @BeforeEach
    void plant() {
        scenario.harvest().plant(BulkSeed.paidInvoices(PAID, 7, LocalDate.of(2026, 11, 30)));
        scenario.calling(this::see);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void see(Object request) {
        if (request instanceof HarvestRequest harvest) {
            LIST.matcher(harvest.path()).results().forEach(list -> read(list.group(1)));
        } else if (request instanceof XeroRequest xero && xero.method().equals("PUT") && xero.body() != null) {
            SOURCE.matcher(xero.body())
                    .results()
                    .map(MatchResult::group)
                    .map(url -> url.replaceAll("\\D", " ").strip().replaceAll(".* ", ""))
                    .filter(id -> !asked.contains(id))
                    .forEach(sentUnread::add);
        }
    }

    private void read(String invoice) {
        if (lanes.incrementAndGet() > before) {
            await().atMost(Duration.ofSeconds(60)).until(happened::getAsBoolean);
        }
        asked.add(invoice);
    }

    private void holdTheRestUntil(BooleanSupplier condition) {
        happened = condition;
    }

    private void assertExact() {
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
        assertThat(scenario.xero().payments()).hasSize(PAID);
        assertThat(scenario.xero().requests()).extracting(LoggedRequest::status).doesNotContain(429);
    }

    @Test
    void theFirstStandInXeroBeforeAllListsAreReadAndNoneBeforeItsOwn() {
        CycleReport dry = CopyScenario.held(scenario.copyService().copy(new CopyRequest(null, true, false), "test"));
        lanes.set(0);
        asked.clear();
        holdTheRestUntil(() -> !scenario.xero().invoices().isEmpty());

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.copied()).hasSize(2 * PAID);
        assertThat(dry.planned())
                .extracting(each -> each.kind() + " " + each.number())
                .containsExactlyInAnyOrderElementsOf(report.copied().stream()
                        .map(each -> each.kind() + " " + each.number())
                        .toList());
        assertThat(lanes).hasValue(PAID);
        assertThat(sentUnread).isEmpty();
        assertExact();
        scenario.once();
        assertThat(lanes).as("each list once").hasValue(PAID);
    }

    @Test
    void whatWasReadIsPlannedSoonWhileASlowHarvestKeepsAllLanesWaiting() {
        before = 10;
        long began = System.nanoTime();
        List<Duration> after = new CopyOnWriteArrayList<>();
        holdTheRestUntil(() -> {
            if (plannedPayments() < 10) {
                return false;
            }
            after.add(Duration.ofNanos(System.nanoTime() - began));
            return true;
        });

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(after).as("no round of sending is due before 20 seconds").isNotEmpty();
        assertThat(after.get(0)).isLessThan(Duration.ofSeconds(19));
        assertExact();
    }

    private long plannedPayments() {
        return scenario.ledger().get("outbox").stream()
                .filter(row -> row.contains("|payment|"))
                .count();
    }

    @Test
    void aListThatCannotBeReadDelaysThePaymentsOfItsInvoiceAlone() {
        String invoice = Long.toString(new Twins(scenario.harvest(), scenario.xero())
                .sources()
                .get(PAID / 2)
                .path("id")
                .asLong());
        scenario.harvest()
                .make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/invoices/" + invoice + "/payments"));
        holdTheRestUntil(() -> !scenario.xero().invoices().isEmpty());

        CycleReport report = scenario.once();

        assertThat(report.troubles()).singleElement().returns("Harvest", Trouble::side);
        assertThat(scenario.xero().invoices()).hasSize(PAID);
        assertThat(scenario.xero().payments()).hasSize(PAID - 1);

        goOn();
    }

    @Test
    void aHarvestThatLetsNobodyInAnyMoreEndsBothAndTheRestIsCopiedOnceLater() {
        String token = scenario.harvest().options().access().token();
        holdTheRestUntil(() -> {
            if (scenario.xero().invoices().isEmpty()) {
                return false;
            }
            scenario.harvest().revokeToken(token);
            return true;
        });

        LogLines lines = new LogLines();
        lines.start();
        ROOT.addAppender(lines);
        CycleReport report = scenario.once();
        ROOT.detachAppender(lines);

        assertThat(report.troubles())
                .singleElement()
                .returns("Harvest", Trouble::side)
                .returns(Trouble.Reason.CONSENT, Trouble::reason);
        assertThat(lines.all().stream().map(ILoggingEvent::getFormattedMessage))
                .as("said once, however many lanes met it")
                .filteredOn(text -> text.startsWith("read-payments stopped: "))
                .hasSize(1);
        assertThat(scenario.copyService().status().pause()).isNotNull();
        assertThat(lanes.get()).isLessThan(PAID);
        scenario.harvest().addToken(token, scenario.harvest().ownerId());
        goOn();
    }

    @Test
    void aXeroWhoseDayIsUsedUpEndsBothAndTheRestIsCopiedOnceLater() {
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DAY_LIMIT)
                        .on("PUT", INVOICES)
                        .next(1)
                        .withRetryAfter(18_000));
        holdTheRestUntil(() -> scenario.copyService().status().pause() != null);

        CycleReport report = scenario.once();

        assertThat(report.troubles())
                .singleElement()
                .returns("Xero", Trouble::side)
                .returns(Trouble.Reason.DAY_LIMIT, Trouble::reason);
        assertThat(lanes.get()).isLessThan(PAID);
        assertThat(scenario.xero().invoices()).isEmpty();
        goOn();
    }

    @Test
    void aStoppedCommandEndsBothAndTheRestIsCopiedOnceLater() throws Exception {
        Stop stop = new Stop();
        holdTheRestUntil(() -> {
            if (!scenario.xero().invoices().isEmpty()) {
                stop.ask("it was shown");
            }
            return stop.isAsked();
        });

        CycleReport report = CompletableFuture.supplyAsync(() -> during(stop)).get(60, TimeUnit.SECONDS);

        assertThat(report.troubles()).extracting(Trouble::reason).contains(Trouble.Reason.STOPPED);
        assertThat(lanes.get()).isLessThan(PAID);
        goOn();
    }

    @Test
    void whatRestsOnAListThatCouldNotBeReadWaitsAsEver() {
        scenario.harvest().make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/clients"));

        CycleReport blind = scenario.once();

        assertThat(blind.copied()).isEmpty();
        assertThat(blind.waiting()).as("the invoices and their payments").hasSize(2 * PAID);
        assertThat(scenario.xero().invoices()).isEmpty();
        goOn();
    }

    /** As when what ended the cycle is over. */
    private void goOn() {
        scenario.harvest().clearFaults();
        scenario.xero().clearFaults();
        happened = () -> true;
        clock.jump(Duration.ofHours(6));
        scenario.once();

        assertThat(sentUnread).isEmpty();
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
        assertThat(scenario.xero().payments()).hasSize(PAID);
    }

    private CycleReport during(Stop stop) {
        try {
            return stop.during(() -> CopyScenario.held(scenario.copyService().once("test")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
