package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.TestClock;
import org.harvestxero.runtime.route.RouteCheck;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

class ClockWatchIT {
    private final TestClock clock = TestClock.at("2026-11-29T12:00:00Z");
    private final ClockWatch watch = new ClockWatch(clock, System::nanoTime);
    private final List<Long> hours = new ArrayList<>();

    @Test
    void aClockThatIsSetIsToldOfOnceAndTimeThatPassesIsNot() {
        watch.onJump(by -> hours.add(by.plusSeconds(5).toHours()));

        watch.look();
        clock.jump(Duration.ofHours(-2));
        watch.look();
        watch.look();
        clock.jump(Duration.ofDays(-40));
        watch.look();
        clock.jump(Duration.ofDays(3));
        watch.look();

        assertThat(hours).containsExactly(-1L, -959L, 72L);
    }

    @Test
    void whoCouldNotBeToldIsToldAtTheNextLook() {
        AtomicBoolean away = new AtomicBoolean(true);
        watch.onJump(by -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            hours.add(by.toHours());
        });
        clock.jump(Duration.ofHours(5).plusMinutes(1));
        assertThatThrownBy(watch::look).hasMessage("away");

        away.set(false);
        watch.look();

        assertThat(hours).containsExactly(5L);
    }

    @Test
    void schedulesThatWaitForAFormerTimeAreReckonedAnewAndMissedOnesComeAtOnce() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            QuartzComponent quartz = new QuartzComponent();
            quartz.setAutoStartScheduler(false);
            quartz.setProperties(RouteCheck.idleScheduler());
            context.addComponent("quartz", quartz);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:triggers/copy?cron=0/5+*+*+*+*+?").log("now");
                }
            });
            context.start();
            Scheduler scheduler = quartz.getScheduler();
            TriggerKey key = TriggerKey.triggerKey("copy", "triggers");
            Date now = Date.from(Instant.now().truncatedTo(ChronoUnit.SECONDS)); // as Quartz counts
            Trigger trigger = scheduler.getTrigger(key);
            Date later = Date.from(now.toInstant().plus(Duration.ofDays(40)));
            scheduler.rescheduleJob(
                    key, trigger.getTriggerBuilder().startAt(later).build());
            assertThat(scheduler.getTrigger(key).getNextFireTime()).isAfterOrEqualTo(later);

            Triggers.reschedule(scheduler, now);

            assertThat(scheduler.getTrigger(key).getNextFireTime().toInstant())
                    .isBetween(now.toInstant(), now.toInstant().plusSeconds(5));

            Instant ahead = now.toInstant().plus(Duration.ofHours(3));
            Triggers.reschedule(scheduler, Date.from(ahead));

            assertThat(scheduler.getTrigger(key).getNextFireTime().toInstant())
                    .isBetween(now.toInstant(), now.toInstant().plusSeconds(5));
        }
    }
}
