package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped hooks that act on Harvest and Xero: what they do, and that doing it twice is doing it once. */
class HookExamplesIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    /** Lets the list of projects be read, since a rule asks for their type. */
    private static final String PROJECTS_MATTER = """
            rules:
              - when: {projectType: fixed fee}
                use: {account: "200"}
            """;

    private final TestClock clock = TestClock.at("2026-11-06T08:00:00Z");
    private CopyScenario scenario;
    private long client;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("copy.revenue-account", "200"));
        settings.putAll(more);
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        scenario.fire("schedule-events");
    }

    private void tell() {
        scenario.engine().events().tell(Duration.ofSeconds(20));
    }

    private List<String> warnings() {
        return scenario.engine().warnings();
    }

    private long invoice(long project) {
        return scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100", line -> line.put("project_id", project))
                        .open());
    }

    private boolean isTaskActive(long project, long task) {
        for (JsonNode each : scenario.harvest()
                .get("/projects/" + project + "/task_assignments")
                .path("task_assignments")) {
            if (each.path("task").path("id").asLong() == task) {
                return each.path("is_active").asBoolean();
            }
        }
        return false;
    }

    @Test
    void aMilestoneMakesTheTaskOfTheNextPhaseActiveAndAddsOneTheProjectDoesNotHave() {
        scenario = CopyScenario.start(clock, Map.of("copy.revenue-account", "200"));
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        long concept = scenario.harvest().add(aTask("Concept"));
        long design = scenario.harvest().add(aTask("Design"));
        long build = scenario.harvest().add(aTask("Build"));
        long project =
                scenario.harvest().add(aProject(client, "Website").task(concept).task(design));
        deactivate(project, design);
        scenario.restart(Map.of(
                "events.milestones",
                "50,100",
                "hooks.unlock-phase",
                "payment.milestone",
                "hooks.unlock-phase.tasks",
                project + "@50=" + project + "/" + design + "," + project + "@100=" + project + "/" + build));
        scenario.fire("schedule-events");
        long id = invoice(project);
        scenario.once();
        tell();
        assertThat(isTaskActive(project, design)).isFalse();

        scenario.harvest().pay(id, aPayment("50").on(DAY));
        scenario.once();
        tell();
        assertThat(isTaskActive(project, design)).isTrue();
        assertThat(isTaskActive(project, build)).isFalse();

        scenario.harvest().pay(id, aPayment("50").on(DAY));
        scenario.once();
        tell();
        assertThat(isTaskActive(project, build)).isTrue();
        assertThat(warnings()).noneMatch(words -> words.contains("unlock-phase"));
    }

    private void deactivate(long project, long task) {
        for (JsonNode each : scenario.harvest()
                .get("/projects/" + project + "/task_assignments")
                .path("task_assignments")) {
            if (each.path("task").path("id").asLong() == task) {
                scenario.harvest()
                        .edit(
                                "/projects/" + project + "/task_assignments/"
                                        + each.path("id").asLong(),
                                Map.of("is_active", false));
            }
        }
    }

    @Test
    void aNewProjectBecomesATrackingOptionOnce() {
        begin(Map.of("hooks.tracking-option", "project.created", "hooks.tracking-option.category", "Region"));
        scenario.mappings(PROJECTS_MATTER);
        scenario.once();
        scenario.harvest().add(aProject(client, "Website"));
        clock.jump(Duration.ofMinutes(10));
        scenario.once();

        tell();
        assertThat(scenario.xero().trackingOptions("Region")).contains("Website");

        scenario.engine().events().replay(all(), null, "ada");
        tell();
        assertThat(scenario.xero().trackingOptions("Region")).containsOnlyOnce("Website");
        assertThat(warnings()).noneMatch(words -> words.contains("tracking-option"));
    }

    private static Selection all() {
        return new Selection(null, List.of(), null, false);
    }

    @Test
    void aCategoryXeroDoesNotHaveIsTold() {
        begin(Map.of("hooks.tracking-option", "project.created", "hooks.tracking-option.category", "Nowhere"));
        scenario.mappings(PROJECTS_MATTER);
        scenario.once();
        scenario.harvest().add(aProject(client, "Website"));
        clock.jump(Duration.ofMinutes(10));
        scenario.once();

        tell();

        assertThat(warnings())
                .anyMatch(words -> words.contains("tracking-option")
                        && words.contains("Xero has no tracking category \"Nowhere\""));
    }

    @Test
    void aNewClientGetsItsContactOnceAndBeforeAnyInvoice() {
        begin(Map.of("hooks.client-contact", "client.created"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        int before = contacts("Town Museum");
        scenario.harvest().add(aClient("Town Museum").currency("USD"));
        clock.jump(Duration.ofDays(1));
        scenario.harvest()
                .add(anInvoice(scenario.harvest().add(aClient("Third").currency("USD")))
                        .number("INV-2")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        tell();
        scenario.once();

        assertThat(before).isZero();
        assertThat(contacts("Town Museum")).isOne();
        scenario.engine().events().replay(all(), null, "ada");
        tell();
        scenario.once();
        assertThat(contacts("Town Museum")).isOne();
        assertThat(warnings()).noneMatch(words -> words.contains("client-contact"));
    }

    private int contacts(String name) {
        return (int) scenario.xero().contacts().stream()
                .filter(each -> each.path("Name").asText().equals(name))
                .count();
    }

    @Test
    void aFaultyEditOfAHookIsRefusedWhileTheLastGoodOneGoesOnAlsoAfterAStart() throws IOException {
        Path routes = Files.createTempDirectory("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Path to = routes.resolve(Path.of("routes").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        scenario = CopyScenario.startWithRoutes(
                clock, routes, Map.of("copy.revenue-account", "200", "hooks.file", "invoice.copied"));
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        scenario.fire("schedule-events");
        Path hook = scenario.home().resolve("routes/hooks/file.camel.yaml");
        Files.writeString(hook, Files.readString(hook).replace("file:{{hooks", "fiel:{{hooks"));
        scenario.restart();

        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        tell();

        try (Stream<Path> written = Files.list(scenario.home().resolve("exports/events"))) {
            assertThat(written).hasSize(1);
        }
        assertThat(warnings()).anyMatch(words -> words.contains("file.camel.yaml"));
    }
}
