package org.harvestxero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.cli.Cli;
import org.harvestxero.wiring.EngineWiring;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of this release and of the one before, and edits of them, as {@code doctor --routes} judges them with the real beans. */
class ShippedRoutesIT {
    @TempDir
    Path home;

    private String out = "";

    @BeforeEach
    void routes() throws IOException {
        copy(Path.of("routes"));
        Files.copy(Path.of("mappings.yaml"), home.resolve("mappings.yaml"));
    }

    @Test
    void theCheckKnowsEveryShippedFile() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            assertThat(Files.readAllLines(Path.of("src/main/resources/shipped/files")))
                    .containsExactlyElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> Path.of("routes").relativize(file).toString())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void theRoutesOfTheReleaseBeforePassUneditedAndItIsSaidWhatTheyLack() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        copy(Path.of("src/test/resources/routes-0.1.0"));

        assertThat(doctor()).as(out).isZero();
        assertThat(out)
                .startsWith("ok routes: 25 route files in ")
                .contains(
                        "warning routes: The route files are those of an earlier release. What is new since does not happen,"
                                + " for want of ")
                .contains("unbilled-work");
    }

    @Test
    void anUpgradeLaidOverTheFilesOfTheReleaseBeforeIsToldWhichOfThemToDelete() throws IOException {
        Files.copy(
                Path.of("src/test/resources/routes-0.1.0/connectors/harvest-call.camel.yaml"),
                home.resolve("routes/connectors/harvest-call.camel.yaml"));

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("connectors/harvest-call.camel.yaml: the route id harvest-call is taken by"
                        + " connectors/harvest.camel.yaml. It is shipped in connectors/harvest.camel.yaml: if"
                        + " connectors/harvest-call.camel.yaml is left from an earlier release, take over what you"
                        + " changed in it and delete it");
    }

    @Test
    void namesOfAnEarlierReleaseGoOnWorkingInEditedFilesAndTheNewOnesAreTold() throws IOException {
        Path file = home.resolve("routes/error-handling.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "org.harvestxero.http.RequestRefusedException",
                                "org.harvestxero.calls.RefusedException")
                        .replace(
                                "org.harvestxero.http.RequestNotSentException",
                                "org.harvestxero.calls.GateShutException"));

        assertThat(doctor()).as(out).isZero();
        assertThat(out)
                .contains(
                        "warning routes: error-handling.camel.yaml uses names of an earlier release, which go on working: today"
                                + " org.harvestxero.calls.GateShutException is called"
                                + " org.harvestxero.http.NoRoomException, org.harvestxero.calls.RefusedException is called"
                                + " org.harvestxero.http.RequestRefusedException.");
    }

    @Test
    void aRemovedShippedRouteIsRefusedWithWhatStopsUnlessItIsNamed() throws IOException {
        String text = Files.readString(home.resolve("routes/notify.camel.yaml"));
        int begin = text.indexOf("- route:\n    id: schedule-notices");
        int end = text.indexOf("- route:", begin + 1);
        Files.writeString(home.resolve("routes/notify.camel.yaml"), text.substring(0, begin) + text.substring(end));

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains(
                        "FAILURE routes: notify.camel.yaml: the shipped route schedule-notices is missing; without it this"
                                + " stops: ")
                .contains(". Put it back, or name it in routes.removed if that is meant");

        assertThat(doctor("-Droutes.removed=schedule-notices")).as(out).isZero();
    }

    @Test
    void aMissingFileIsRefusedWithItsFirstRouteAndWhoCallsIt() throws IOException {
        Files.delete(home.resolve("routes/copy-payments.camel.yaml"));

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("/routes: the shipped route ")
                .contains(" is missing; without it this stops: ")
                .contains("routes.removed");
    }

    @Test
    void aShippedRouteThatBeginsElsewhereIsRefused() throws IOException {
        edit("unbilled-work.camel.yaml", "uri: direct:unbilled-work\n", "uri: direct:work-unbilled\n");

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains(
                        "the shipped route unbilled-work no longer begins with direct:unbilled-work, so nobody who calls"
                                + " that finds it; without it this stops: ");
    }

    @Test
    void aShippedRouteThatNobodyCallsAnyMoreIsTold() throws IOException {
        edit(
                "bill-period.camel.yaml",
                "id: to-bill-periods, uri: direct:bill-periods}",
                "id: to-bill-periods, uri: direct:run-cycle}");

        assertThat(doctor()).as(out).isZero();
        assertThat(out)
                .contains(
                        "warning routes: No route calls direct:bill-periods any more (as shipped, run-billing did), so this"
                                + " no longer happens: bill the periods asked for");
    }

    @Test
    void aStageThatIsLeftOutIsRefusedUnlessItIsNamed() throws IOException {
        edit("copy.camel.yaml", "              - to: {id: stage-payments, uri: direct:read-payments}\n", "");

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("FAILURE routes: copy.camel.yaml: line ")
                .contains(": the stage read-payments is left out; without it this stops: read the payments of every"
                        + " invoice whose paid amount changed, and plan them. Put it back, or name it in routes.removed if"
                        + " that is meant");

        assertThat(doctor("-Droutes.removed=read-payments")).as(out).isZero();
        assertThat(out)
                .contains("The stages of a cycle are not in the shipped order: read-payments no longer runs after"
                        + " edit-invoices.");
    }

    @Test
    void aKindOfSendingThatIsNoneOrLeftOutIsRefusedAndAnotherOrderIsTold() throws IOException {
        edit("send-documents.camel.yaml", "  invoice void,\n", "  invoice viod,\n");
        assertThat(doctor()).isEqualTo(2);
        assertThat(out).contains("invoice viod is no kind of sending: did you mean invoice void?");

        edit("send-documents.camel.yaml", "                  invoice viod,\n", "");
        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("the kind of sending invoice void is left out, so what is planned of it is never sent. Put it"
                        + " back, or name it in routes.removed if that is meant");
        assertThat(doctor("-Droutes.removed=invoice void")).as(out).isZero();

        edit(
                "send-documents.camel.yaml",
                "                  invoice delete,\n",
                "                  invoice delete,\n                  invoice void,\n");
        assertThat(doctor()).as(out).isZero();
        assertThat(out)
                .contains("warning routes: The kinds of sending are not in the shipped order: invoice void runs after"
                        + " invoice delete instead of after invoice update. What a document needs that is sent after it waits"
                        + " for the next round.");
    }

    @Test
    void aMisspeltMethodOfARealBeanIsRefused() throws IOException {
        edit("bill-period.camel.yaml", "method: due}", "method: deu}");

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("FAILURE routes: bill-period.camel.yaml: line ")
                .contains("has no method deu");
    }

    @Test
    void aSlipInAnOptionOfTheCallToXeroIsRefused() throws IOException {
        edit("connectors/templates.camel.yaml", "httpClientConfigurer:", "httpClientConfigurr:");

        assertThat(doctor()).isEqualTo(2);
        assertThat(out)
                .contains("FAILURE routes: connectors/templates.camel.yaml: line ")
                .contains("httpClientConfigurr is no option of https: did you mean httpClientConfigurer?");
    }

    private void edit(String name, String old, String changed) throws IOException {
        Path file = home.resolve("routes").resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        Files.writeString(file, text.substring(0, at) + changed + text.substring(at + old.length()));
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve("routes").resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private int doctor(String... options) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--routes"));
        arguments.addAll(Arrays.asList(options));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, UTF_8);
        Clock clock = Clock.systemUTC();
        int exit = new Cli(
                        new EngineWiring(clock),
                        Map.of("HARVEST_XERO_HOME", home.toString()),
                        Map.of("user.name", "t"),
                        clock)
                .run(arguments, stream, stream);
        out = bytes.toString(UTF_8).replaceAll("\\s+", " ");
        return exit;
    }
}
