package org.harvestxero.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.harvestxero.copy.CopyRouteReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped order of a cycle while an operator edits it; each stage only says that it ran. */
class LiveOrderIT {
    private static final String COPY = "copy.camel.yaml";
    private static final String READ_CLIENTS = "              - to: {id: stage-clients, uri: direct:read-clients}\n";
    private static final String FOLLOW_CLIENTS =
            "              - to: {id: stage-contacts, uri: direct:follow-clients}\n";
    private static final String READ_PROJECTS = "              - to: {id: stage-projects, uri: direct:read-projects}\n";
    private static final List<String> SHIPPED = List.of(
            "read-settings",
            "read-account",
            "follow-changes",
            "read-invoices",
            "read-clients",
            "follow-clients",
            "read-projects",
            "plan-invoices",
            "payments-back",
            "edit-invoices",
            "read-payments",
            "plan-write-offs",
            "copy-expenses",
            "hand-over-drafts",
            "send-documents",
            "attach-receipts",
            "plan-write-offs",
            "send-documents",
            "deliver-invoices",
            "send-documents",
            "note-credit-balances");

    @TempDir
    Path folder;

    private final List<String> ran = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final RouteContext context = new RouteContext();
    private final Map<String, Object> beans = Map.of(
            "cycle", new Cycle(ran, troubles),
            "order", new CopyRouteReader((Supplier<CamelContext>) () -> context),
            "waitAsTold", new Waits());
    private RouteDeployer deployer;

    /** What the routes ask of the real one. */
    public record Cycle(List<String> ran, List<String> troubles) {
        public boolean begin() {
            return true;
        }

        public boolean isLeftOut(String stage) {
            return ran.contains("pause")
                    && Set.of("read-account", "note-credit-balances").contains(stage);
        }

        public void run(String stage) {
            ran.add(stage);
            if (stage.equals("fails")) {
                throw new IllegalStateException("no");
            }
        }

        public void trouble(String stage, Exception failure) {
            troubles.add(stage + ": " + failure.getMessage());
        }

        public void end() {
            ran.add("end");
        }

        public boolean mayTry(String part) {
            return true;
        }

        public void went(String part) {
            // not asked here
        }

        public void aside(String part, Exception failure) {
            // not asked here
        }
    }

    /** Named by the retry of reads. */
    public static final class Waits implements org.apache.camel.Processor {
        @Override
        public void process(Exchange exchange) {
            // nothing is tried again here
        }

        public boolean isTooLong() {
            return false;
        }
    }

    @BeforeEach
    void run() throws Exception {
        write(COPY, Files.readString(Path.of("routes", COPY)));
        write("error-handling.camel.yaml", Files.readString(Path.of("routes/error-handling.camel.yaml")));
        StringBuilder stages = new StringBuilder();
        for (String stage : Set.copyOf(SHIPPED)) {
            stages.append(stage(stage));
        }
        for (String other : List.of("failed-copies", "refused", "try-later", "in-doubt")) {
            stages.append(stage(other).replace("run(", "went("));
        }
        write("stages.camel.yaml", stages.toString());
        Properties placeholders = new Properties();
        placeholders.setProperty("calls.retry-delay", "5");
        placeholders.setProperty("copy.schedule", "0 0 3 * * ?");
        placeholders.setProperty("copy.schedule.zone", "UTC");
        context.disableJMX();
        beans.forEach(context.getRegistry()::bind);
        RoutePlaceholders.useOnly(context, placeholders);
        RouteBoundary.drawn(context);
        context.setAutoStartup(true);
        Set<String> removed = new HashSet<>(ShippedRoutes.read().ids());
        removed.removeAll(SHIPPED);
        RoutePolicy policy = new RoutePolicy(RoutePolicy.shipped().components(), removed, Set.of());
        RouteCheck check = new RouteCheck(beans, placeholders, policy, null);
        deployer = new RouteDeployer(context, check, RouteFiles.read(folder), live -> {});
        deployer.load();
        context.start();
        deployer.look();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theShippedOrderIsTheOneInTheFile() {
        cycle();

        assertThat(ran.subList(0, ran.size() - 1)).isEqualTo(SHIPPED);
        assertThat(ran).endsWith("end");
        assertThat(troubles).isEmpty();
        assertThat(deployer.told()).noneMatch(told -> told.contains("shipped order"));
    }

    @Test
    void linesThatChangePlacesAreLiveAndItIsToldWhatThatMeans() throws IOException {
        edit(READ_CLIENTS + FOLLOW_CLIENTS + READ_PROJECTS, READ_PROJECTS + READ_CLIENTS + FOLLOW_CLIENTS);

        cycle();

        assertThat(deployer.refusal()).isEmpty();
        assertThat(ran.subList(3, 7))
                .containsExactly("read-invoices", "read-projects", "read-clients", "follow-clients");
        assertThat(deployer.told())
                .contains("The stages of a cycle are not in the shipped order: read-projects runs after read-invoices"
                        + " instead of after follow-clients. What a stage needs of one that comes after it is of the cycle"
                        + " before; an added one is run, reported and left out during a pause like the others.");
    }

    @Test
    void anAddedStageIsRunAndItsFailureReportedAndTheNextRuns() throws IOException {
        write("mine.camel.yaml", stage("fails"));
        edit(READ_PROJECTS, "              - to: {id: stage-mine, uri: direct:fails}\n" + READ_PROJECTS);

        cycle();

        assertThat(deployer.refusal()).isEmpty();
        assertThat(ran.subList(5, 8)).containsExactly("follow-clients", "fails", "read-projects");
        assertThat(ran).endsWith("note-credit-balances", "end");
        assertThat(troubles).containsExactly("fails: no");
        assertThat(deployer.told())
                .anyMatch(told -> told.contains("shipped order: fails is added after follow-clients."));
    }

    /** Its own error handling would otherwise keep the failure from whoever called. */
    @Test
    void anAddedStageThatTriesAgainByItselfIsReportedAllTheSame() throws IOException {
        write(
                "mine.camel.yaml",
                stage("fails")
                        .replace(
                                "    from:",
                                "    errorHandler: {defaultErrorHandler: {redeliveryPolicy: {maximumRedeliveries: 1,"
                                        + " redeliveryDelay: \"1\"}}}\n    from:"));
        edit(READ_PROJECTS, "              - to: {id: stage-mine, uri: direct:fails}\n" + READ_PROJECTS);

        cycle();

        assertThat(ran.subList(6, 9)).containsExactly("fails", "fails", "read-projects");
        assertThat(troubles).containsExactly("fails: no");
    }

    @Test
    void aStageThatMayNotRunIsPassedOverAndTheCycleGoesOnAndEnds() {
        ran.add("pause");

        cycle();

        assertThat(ran)
                .doesNotContain("read-account", "note-credit-balances")
                .contains("follow-changes")
                .endsWith("end");
    }

    @Test
    void aStageThatIsLeftOutIsRefusedAndTheOldOrderGoesOn() throws IOException {
        edit(READ_PROJECTS, "");

        cycle();

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.getMessage())
                        .startsWith("copy.camel.yaml: line ")
                        .endsWith(
                                ": the stage read-projects is left out; without it this stops: read Harvest's projects"
                                        + " that changed, as long as a rule of mappings.yaml asks for their type. Put it back, or"
                                        + " name it in routes.removed if that is meant"));
        assertThat(ran.subList(0, ran.size() - 1)).isEqualTo(SHIPPED);
    }

    private static String stage(String name) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - bean: {ref: cycle, method: "run('%s')"}
                """.formatted(name, name, name);
    }

    private void cycle() {
        Exchange answer =
                context.createFluentProducerTemplate().to("direct:run-cycle").send();
        assertThat(answer.getException()).isNull();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Writes the file and looks until the edit has settled. */
    private void edit(String old, String changed) throws IOException {
        String text = Files.readString(folder.resolve(COPY));
        assertThat(text).contains(old);
        write(COPY, text.replace(old, changed));
        deployer.look();
        deployer.look();
    }
}
