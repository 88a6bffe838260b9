package org.harvestxero.copy.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.TestClock;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedCopyFeedIT {
    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
    private final ConnectionStore main = store.forConnection("main");
    private final AtomicBoolean othersFail = new AtomicBoolean();
    private final FailedCopyFeed feed = new FailedCopyFeed(main, othersFail::get, clock);

    @BeforeEach
    void connect() {
        main.connections().add();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void fail(long payment) {
        new OwnRefusalRecorder(main, clock)
                .refuse(
                        Kind.PAYMENT,
                        payment,
                        "INV-" + payment,
                        Revision.of(RevisionKind.CREATE, "1"),
                        Problem.of(FailureCode.UNEXPECTED, "no reason"));
        clock.jump(Duration.ofSeconds(1));
    }

    private OffsetDateTime of(@Nullable Map<String, Object> span, String end) {
        assertThat(span).as("something failed").isNotNull();
        return (OffsetDateTime) span.get(end);
    }

    @Test
    void spansFollowOneAnotherWithoutGapsAndNoneIsToldWhereNothingFailed() {
        assertThat(feed.since()).isNull();
        fail(1);

        OffsetDateTime until = of(feed.since(), "until");

        assertThat(feed.since()).isNull();
        fail(2);
        assertThat(of(feed.since(), "after")).isEqualTo(until);
    }

    /** One may be recorded in a span and be committed after it was asked for, so that neither span would show it. */
    @Test
    void noSpanEndsWhileDocumentsFailOnOtherThreads() {
        OffsetDateTime failed = clock.instant().atOffset(ZoneOffset.UTC);
        othersFail.set(true);
        fail(1);

        assertThat(feed.since()).isNull();

        othersFail.set(false);

        Map<String, Object> span = feed.since();
        assertThat(of(span, "after")).isBefore(failed);
        assertThat(of(span, "until")).isAfter(failed);
    }
}
