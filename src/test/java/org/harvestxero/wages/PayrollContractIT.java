package org.harvestxero.wages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.Payroll;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What payroll is asked fits Xero's published descriptions: path, parameters and body. */
class PayrollContractIT {
    private static final Path APIS = Path.of(System.getProperty("shared.apis", "../shared/apis"), "xero");
    private static final String ROOT = "/payroll.xro/";

    @ParameterizedTest
    @CsvSource({"uk, xero-payroll-uk.yaml", "nz, xero-payroll-nz.yaml", "au, xero-payroll-au-v2.yaml"})
    void everyRequestFitsTheDescription(String region, String file) throws IOException {
        assumeTrue(Files.exists(APIS.resolve(file)));
        JsonNode v2 = description(file);
        JsonNode v1 = description("xero-payroll-au.yaml");
        Set<String> asked = new TreeSet<>();
        for (LoggedRequest request : requests(region)) {
            boolean first = request.path().startsWith(ROOT + "1.0/");
            JsonNode description = first ? v1 : v2;
            String path = request.path().substring((ROOT + "1.0").length());
            JsonNode operation = operation(description, request.method(), path);
            assertThat(operation.isMissingNode())
                    .as(request.method() + " " + request.path())
                    .isFalse();
            asked.add(request.method() + " " + operation.path("operationId").asText());
            for (String pair :
                    request.query().isEmpty() ? new String[0] : request.query().split("&")) {
                assertThat(parameters(operation)).as(request.toString()).contains(pair.split("=")[0]);
            }
            if (!request.body().isEmpty()) {
                String name = operation
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asText();
                ObjectNode schema =
                        definitions(description).put("$ref", name.replace("#/components/schemas/", "#/$defs/"));
                assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(new ObjectMapper().readTree(request.body())))
                        .as(request.body())
                        .isEmpty();
            }
        }
        assertThat(asked)
                .contains(
                        "POST createTimesheet",
                        "POST createTimesheetLine",
                        "PUT updateTimesheetLine",
                        "DELETE deleteTimesheetLine",
                        "POST approveTimesheet",
                        "GET getTimesheets",
                        "GET getTimesheet");
    }

    private static List<LoggedRequest> requests(String region) throws IOException {
        try (CopyScenario scenario = CopyScenario.start(TestClock.at("2026-10-13T09:00:00Z"), Map.of())) {
            scenario.xero().payroll().setRegion(region);
            Path file = scenario.home().resolve("payroll.yaml");
            String rules = "region: " + region + "\nusual: Regular Hours\ntracking: \"{project}\"\n";
            Files.writeString(file, rules);
            long task = scenario.harvest().add(aTask("Design"));
            long ann = scenario.harvest().add(aUser("Ann", "Archer").email("ann@example.com"));
            long project = scenario.harvest()
                    .add(aProject(scenario.harvest().add(aClient("Bakery")), "Alpha")
                            .task(task)
                            .person(ann));
            scenario.xero().payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");
            List<Long> entries = new ArrayList<>();
            for (int day = 5; day < 8; day++) {
                entries.add(scenario.harvest()
                        .add(aTimeEntry(project, task, ann)
                                .on(LocalDate.of(2026, 10, day))
                                .hours("7.5")
                                .approved()));
            }
            scenario.harvest().unapprove(entries.get(2));
            run(scenario);
            scenario.harvest().unapprove(entries.get(0));
            scenario.harvest().approve(entries.get(2));
            scenario.harvest()
                    .add(aTimeEntry(project, task, ann)
                            .on(LocalDate.of(2026, 10, 6))
                            .hours("0.25")
                            .approved());
            run(scenario);
            scenario.harvest().approve(entries.get(0));
            Files.writeString(file, rules + "approve: matching\n");
            run(scenario);
            return scenario.xero().requests().stream()
                    .filter(request -> request.path().startsWith(ROOT))
                    .toList();
        }
    }

    private static void run(CopyScenario scenario) {
        assertThat(scenario.engine()
                        .payroll()
                        .run(new Payroll.Request(null, false, false), "ada")
                        .troubles())
                .isEmpty();
    }

    private static JsonNode description(String file) throws IOException {
        org.yaml.snakeyaml.LoaderOptions options = new org.yaml.snakeyaml.LoaderOptions();
        options.setCodePointLimit(50_000_000);
        options.setMaxAliasesForCollections(10_000);
        return new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build())
                .readTree(APIS.resolve(file).toFile());
    }

    private static JsonNode operation(JsonNode description, String method, String path) {
        return description.path("paths").properties().stream()
                .filter(each -> path.matches(each.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .map(each -> each.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode())
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static Set<String> parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    private static ObjectNode definitions(JsonNode description) throws IOException {
        JsonNode schemas = description.at("/components/schemas").deepCopy();
        dropRemarks(schemas);
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.set(
                "$defs", new ObjectMapper().readTree(schemas.toString().replace("#/components/schemas/", "#/$defs/")));
        return document;
    }

    private static void dropRemarks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> !name.startsWith("x-")
                    && !List.of("example", "externalDocs").contains(name));
            object.remove(names);
        }
        node.forEach(PayrollContractIT::dropRemarks);
    }
}
