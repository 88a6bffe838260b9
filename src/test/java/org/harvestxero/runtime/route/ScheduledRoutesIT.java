package org.harvestxero.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.TriggerKey;

/** Schedules in route files run in the zone the settings say. */
class ScheduledRoutesIT {
    @Test
    void everyScheduleOfOursHasItsZoneBesideIt() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).strip().startsWith("cron:")) {
                        assertThat(lines.get(i + 1).strip())
                                .as("%s, line %d", file, i + 2)
                                .isEqualTo(lines.get(i)
                                        .strip()
                                        .replace("cron:", "trigger.timeZone:")
                                        .replace("}}", ".zone}}"));
                    }
                }
            }
        }
    }

    @Test
    void quartzTakesTheZoneFromTheRoute() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            QuartzComponent quartz = new QuartzComponent();
            quartz.setAutoStartScheduler(false);
            quartz.setProperties(RouteCheck.idleScheduler());
            context.addComponent("quartz", quartz);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:triggers/sweep?cron=0+30+3+*+*+?&trigger.timeZone=Pacific/Auckland")
                            .log("now");
                }
            });
            context.start();

            CronTrigger trigger =
                    (CronTrigger) quartz.getScheduler().getTrigger(TriggerKey.triggerKey("sweep", "triggers"));

            assertThat(trigger.getTimeZone()).isEqualTo(TimeZone.getTimeZone("Pacific/Auckland"));
        }
    }
}
