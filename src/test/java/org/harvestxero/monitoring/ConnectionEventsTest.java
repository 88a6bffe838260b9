package org.harvestxero.monitoring;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.harvestxero.TestClock;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionEventsTest {
    private static final Instant EIGHT = Instant.parse("2026-11-01T08:00:00Z");
    private final TestClock clock = TestClock.at("2026-11-01T08:00:00Z");
    private final FakeWork work = new FakeWork();
    private final Progress progress = Progress.unwatched();
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private final List<ScheduledExecutorService> made = new ArrayList<>();
    private final NotificationListener listener = (notification, handback) -> heard.add(notification);
    private boolean databaseAnswers = true;
    private ConnectionEvents events;

    @BeforeEach
    void make() throws Exception {
        events = new ConnectionEvents(
                "main",
                new ObjectName("org.harvestxero:type=Connection,name=\"main\""),
                work,
                () -> databaseAnswers,
                progress,
                clock,
                () -> {
                    made.add(Executors.newSingleThreadScheduledExecutor());
                    return made.get(made.size() - 1);
                });
    }

    @AfterEach
    void close() {
        events.close();
        made.forEach(ScheduledExecutorService::shutdownNow);
    }

    @Test
    void nothingIsLookedAtWhileNobodyListens() throws Exception {
        events.look();
        assertThat(made).isEmpty();

        events.broadcast().addNotificationListener(listener, null, null);
        events.broadcast().removeNotificationListener(listener);

        assertThat(made).hasSize(1).first().matches(ScheduledExecutorService::isShutdown);
    }

    @Test
    void whatStandsAlreadyWhenAListenerComesIsNotTold() {
        work.pause("Ann", "stock-taking");
        work.stops = List.of(stop(7));
        events.broadcast().addNotificationListener(listener, null, null);

        events.look();
        work.resume("Ann", "");
        events.look();

        assertThat(types(1)).containsExactly("harvestxero.resumed");
    }

    @Test
    void whatCouldNotBeReadAsAListenerCameIsToldOnceItCan() {
        databaseAnswers = false;
        work.pause("Ann", "stock-taking");
        events.broadcast().addNotificationListener(listener, null, null);
        events.look();

        databaseAnswers = true;
        events.look();

        assertThat(types(1)).containsExactly("harvestxero.paused");
    }

    @Test
    void aPauseForConsentGoesOnWhileItOnlyTriesAgain() {
        events.broadcast().addNotificationListener(listener, null, null);
        work.stops = List.of(stop(7));
        work.paused = new Pause(Pause.By.CONSENT, null, "Xero refuses the token", null, EIGHT.plusSeconds(3600));
        events.look();
        work.paused = null; // an hour is over
        events.look();
        work.paused = new Pause(Pause.By.CONSENT, null, "Xero still refuses it", null, EIGHT.plusSeconds(7200));
        events.look();
        assertThat(types(2)).containsExactly("harvestxero.consent.wanted", "harvestxero.paused");

        work.paused = null;
        work.stops = List.of();
        events.look();

        assertThat(types(4).subList(2, 4)).containsExactly("harvestxero.consent.given", "harvestxero.resumed");
        assertThat(heard).extracting(Notification::getSequenceNumber).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard.get(0).getMessage()).isEqualTo("Xero refuses the token. Run connect again.");
        assertThat(heard.get(2).getMessage()).isEqualTo("Access is there again. It was: Xero refuses the token");
    }

    @Test
    void consentThatIsWantedOnceMoreIsToldAnew() {
        events.broadcast().addNotificationListener(listener, null, null);
        work.stops = List.of(stop(7));
        events.look();
        work.stops = List.of(stop(8));
        events.look();

        assertThat(types(3))
                .containsExactly(
                        "harvestxero.consent.wanted", "harvestxero.consent.wanted", "harvestxero.consent.given");
    }

    @Test
    void aPersonsPauseInPlaceOfAnotherIsTold() {
        events.broadcast().addNotificationListener(listener, null, null);
        work.paused = new Pause(Pause.By.DAY_LIMIT, null, "no calls left", null, EIGHT.plusSeconds(3600));
        events.look();
        work.pause("Ann", "stock-taking");
        events.look();

        assertThat(types(3)).containsExactly("harvestxero.paused", "harvestxero.resumed", "harvestxero.paused");
        assertThat(heard).extracting(Notification::getMessage).last().isEqualTo("Paused: Ann: stock-taking");
    }

    @Test
    void aStormOfFailuresIsOneNotificationThatSaysHowMany() {
        events.broadcast().addNotificationListener(listener, null, null);
        work.failures = LongStream.rangeClosed(1, 300)
                .mapToObj(id -> failure(id, id <= 200 ? "account-archived" : "contact-refused"))
                .toList();
        events.look();
        assertThat(work.failuresAskedSince).as("not before a cycle").isNull();
        progress.end();

        events.look();

        assertThat(types(1)).containsExactly("harvestxero.failed");
        assertThat(heard.get(0).getMessage())
                .isEqualTo("300 documents could not be copied: 200 account-archived, 100 contact-refused");
        CompositeData data = (CompositeData) heard.get(0).getUserData();
        assertThat(data.get("documents")).isEqualTo(300L);
        assertThat(data.get("more")).isEqualTo(false);
        assertThat((TabularData) data.get("first")).hasFieldOrProperty("tabularType");
        assertThat(((TabularData) data.get("first")).size()).isEqualTo(20);
        assertThat(((TabularData) data.get("causes"))
                        .get(new Object[] {"contact-refused"})
                        .get("documents"))
                .isEqualTo(100L);
    }

    @Test
    void eachFailureIsToldOnceThoughLooksOverlap() {
        events.broadcast().addNotificationListener(listener, null, null);
        clock.jump(Duration.ofMinutes(10));
        work.failures = List.of(failure(1, "account-archived"));
        progress.end();
        events.look();
        assertThat(work.failuresAskedSince).isCloseTo(EIGHT, within(10, SECONDS));
        clock.jump(Duration.ofSeconds(30));
        work.failures = List.of(failure(1, "account-archived"), failure(2, "account-archived"));
        progress.end();
        events.look();
        progress.end();
        events.look();

        types(2);
        assertThat(heard)
                .extracting(Notification::getMessage)
                .containsExactly(
                        "1 document could not be copied: 1 account-archived",
                        "1 document could not be copied: 1 account-archived");
        assertThat(work.failuresAskedSince)
                .as("a minute is left for what is being committed")
                .isCloseTo(EIGHT.plusSeconds(9 * 60 + 30), within(10, SECONDS));
    }

    @Test
    void aStormBeyondCountingSaysSo() {
        events.broadcast().addNotificationListener(listener, null, null);
        work.failures = LongStream.rangeClosed(1, 10_001)
                .mapToObj(id -> failure(id, "account-archived"))
                .toList();
        progress.end();
        events.look();

        types(1);
        assertThat(heard.get(0).getMessage())
                .isEqualTo("At least 10000 documents could not be copied: 10000 account-archived");
    }

    private List<String> types(int count) {
        await().until(() -> heard.size() == count);
        return heard.stream().map(Notification::getType).toList();
    }

    private static Vitals.Stop stop(long id) {
        return new Vitals.Stop(id, "Xero refuses the token", "Run connect again.", EIGHT);
    }

    private static Vitals.Failure failure(long id, String cause) {
        return new Vitals.Failure(
                id, DocumentKind.INVOICE, "INV-" + id, cause, "Account 200 (Sales) is archived in Xero.");
    }
}
