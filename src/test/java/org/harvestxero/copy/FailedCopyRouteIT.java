package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.harvestxero.http.Api;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator adds to the dead letters: here a file, one line a document. */
class FailedCopyRouteIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CopyScenario scenario;

    @BeforeEach
    void start() throws IOException {
        scenario = CopyScenario.start();
        Path routes = scenario.home().resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = routes.resolve(Path.of("routes").relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** Adds a step to the route that every failed document passes. */
    private void extend(String step) throws IOException {
        Path file = scenario.home().resolve("routes/failed-copies.camel.yaml");
        Files.writeString(file, Files.readString(file) + "        - " + step + "\n");
        scenario.restart();
    }

    private void toFile() throws IOException {
        extend("to: {uri: \"file:" + scenario.home().resolve("exports")
                + "\", parameters: {fileName: failed.jsonl, fileExist: Append, appendChars: \"\\\\n\"}}");
    }

    private List<JsonNode> written() throws IOException {
        Path file = scenario.home().resolve("exports/failed.jsonl");
        List<JsonNode> written = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            written.add(JSON.readTree(line));
        }
        return written;
    }

    private void xeroRefusesInvoices() {
        scenario.calling(request -> {
            if (request instanceof XeroRequest call
                    && call.method().equals("PUT")
                    && call.path().contains("Invoices")) {
                throw new RequestRefusedException(Api.XERO, "Xero refused the request", 400, "Not like this");
            }
        });
    }

    @Test
    void whatXeroRefusesAndWhatOurRulesRefusePassesTheDeadLettersOnceEach() throws IOException {
        toFile();
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .taxedLine("Design", "1", "95")
                        .open());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-2")
                        .currency("JPY")
                        .taxedLine("Design", "1", "9500")
                        .open());
        xeroRefusesInvoices();

        CycleReport first = scenario.once();
        List<JsonNode> written = written();
        scenario.scheduled();

        assertThat(first.failed()).hasSize(2);
        assertThat(written)
                .extracting(line ->
                        line.path("kind").asText() + " " + line.path("number").asText())
                .containsExactlyInAnyOrder("invoice INV-1", "invoice INV-2");
        assertThat(written)
                .filteredOn(line -> line.path("number").asText().equals("INV-1"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("message").asText()).isEqualTo("Not like this");
                    assertThat(line.path("cause").asText()).isNotEmpty();
                });
        assertThat(written()).hasSameSizeAs(written);
    }

    @Test
    void troubleOfAnAddedStepIsReportedAndTheDocumentFailedAllTheSame() throws IOException {
        extend("throwException: {exceptionType: java.lang.IllegalStateException, message: the queue is away}");
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .taxedLine("Design", "1", "95")
                        .open());
        xeroRefusesInvoices();

        CycleReport report = scenario.once();

        assertThat(report.failed()).hasSize(1);
        assertThat(report.troubles())
                .anySatisfy(trouble -> assertThat(trouble.message()).contains("the queue is away"));
        assertThat(scenario.once().failed()).hasSize(1);
    }
}
