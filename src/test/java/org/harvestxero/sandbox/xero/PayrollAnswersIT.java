package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Payroll's answers against Xero's published descriptions. By these files' own schemas their own examples fail: real answers hold null where
 * the schema knows only text, a time where it has a day, a number as a refusal's status, and stand in an envelope that no schema has. That is
 * let pass here; nothing else is.
 */
class PayrollAnswersIT {
    private static final Path APIS = Path.of(System.getProperty("shared.apis", "../shared/apis"), "xero");
    private static final String V2 = "/payroll.xro/2.0";
    private static final String V1 = "/payroll.xro/1.0";
    /** In all examples, and in no schema. */
    private static final List<String> ENVELOPE_OF_2 = List.of("id", "providerName", "dateTimeUTC", "httpStatusCode");

    private static final List<String> ENVELOPE_OF_1 = List.of("Id", "Status", "ProviderName", "DateTimeUTC");

    /** What Xero's own examples of these very answers are refused for, too. */
    private static final Set<String> BROKEN_BY_EXAMPLES = Set.of(
            "$.earningsRates[]: required property 'typeOfUnits' not found",
            "$.Settings.DaysInPayrollYear: string found, integer expected");

    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(
                XeroSandboxOptions.defaults().withoutLimits().withClock(new MovableClock("2026-10-12T09:00:00Z")));
        xero = TestClient.connected(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** One of Xero's files. */
    private static final class Description {
        private final JsonNode root;
        private final ObjectNode definitions;
        private final List<String> checked = new ArrayList<>();

        Description(String file) throws IOException {
            org.yaml.snakeyaml.LoaderOptions options = new org.yaml.snakeyaml.LoaderOptions();
            options.setCodePointLimit(50_000_000);
            options.setMaxAliasesForCollections(10_000);
            root = new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build())
                    .readTree(APIS.resolve(file).toFile());
            JsonNode schemas = root.at("/components/schemas").deepCopy();
            dropRemarks(schemas);
            definitions = new ObjectMapper().createObjectNode();
            definitions.set("$defs", TestClient.parse(schemas.toString().replace("#/components/schemas/", "#/$defs/")));
        }

        private static void dropRemarks(JsonNode node) {
            if (node instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                names.removeIf(name -> !name.startsWith("x-")
                        && !List.of("example", "externalDocs").contains(name));
                object.remove(names);
            }
            node.forEach(Description::dropRemarks);
        }

        /** The answer's schema; missing when the file does not say. */
        private JsonNode schema(String method, String path, int status) {
            return root.path("paths").properties().stream()
                    .filter(each -> path.matches(each.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                    .map(each -> each.getValue().path(method.toLowerCase(Locale.ROOT)))
                    .filter(operation -> !operation.isMissingNode())
                    .map(operation -> {
                        checked.add(operation.path("operationId").asText() + " " + status);
                        return operation
                                .path("responses")
                                .path(Integer.toString(status))
                                .at("/content/application~1json/schema");
                    })
                    .findFirst()
                    .orElseGet(MissingNode::getInstance);
        }

        void check(String method, String root, String call, TestClient.Reply reply) {
            String path = call.replaceAll("\\?.*", "");
            JsonNode schema = schema(method, path, reply.status());
            assertThat(schema.isMissingNode())
                    .as(method + " " + root + path + " " + reply.status() + " " + reply.text())
                    .isFalse();
            ObjectNode document = definitions.deepCopy();
            document.set(
                    "allOf",
                    new ObjectMapper()
                            .createArrayNode()
                            .add(TestClient.parse(schema.toString().replace("#/components/schemas/", "#/$defs/"))));
            JsonSchema judge = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(document);
            JsonNode answer = described(reply);
            if (method.equals("DELETE") && reply.status() == 200) {
                assertThat(answer).as(call).isEmpty(); // in the examples, too; described is a line of a timesheet
                return;
            }
            assertThat(judge.validate(answer))
                    .as(method + " " + call + " " + answer)
                    .extracting(message -> message.getMessage().replaceAll("\\[\\d+]", "[]"))
                    .allMatch(BROKEN_BY_EXAMPLES::contains);
            assertThat(undescribed(answer, schema, "")).as(method + " " + call).isEmpty();
        }

        /** What stands in the envelope that all real answers have; a refusal is described without it. */
        private static JsonNode described(TestClient.Reply reply) {
            ObjectNode answer = reply.json().deepCopy();
            dropNulls(answer);
            Set<String> around = new TreeSet<>();
            answer.fieldNames().forEachRemaining(around::add);
            assertThat(around.containsAll(ENVELOPE_OF_2) || around.containsAll(ENVELOPE_OF_1))
                    .as(around.toString())
                    .isTrue();
            answer.remove(ENVELOPE_OF_2);
            answer.remove(ENVELOPE_OF_1);
            if (reply.status() == 200) {
                return answer;
            }
            ObjectNode problem = (ObjectNode) answer.path("problem");
            return problem.put("status", problem.path("status").asText());
        }

        private static void dropNulls(JsonNode node) {
            if (node instanceof ObjectNode object) {
                List<String> nulls = new ArrayList<>();
                object.properties().forEach(field -> {
                    if (field.getValue().isNull()) {
                        nulls.add(field.getKey());
                    }
                });
                object.remove(nulls);
            }
            node.forEach(Description::dropNulls);
        }

        private JsonNode resolve(JsonNode schema) {
            JsonNode ref = schema.get("$ref");
            return ref == null ? schema : resolve(root.at(ref.asText().substring(1)));
        }

        /** Fields that the file has no word for. */
        private Set<String> undescribed(JsonNode value, JsonNode named, String path) {
            JsonNode schema = resolve(named);
            Set<String> unknown = new TreeSet<>();
            if (value.isArray()) {
                value.forEach(each -> unknown.addAll(undescribed(each, schema.path("items"), path + "[]")));
            } else if (value.isObject()) {
                value.properties().forEach(field -> {
                    JsonNode property = property(schema, field.getKey());
                    if (property.isMissingNode()) {
                        unknown.add(path + "/" + field.getKey());
                    } else {
                        unknown.addAll(undescribed(field.getValue(), property, path + "/" + field.getKey()));
                    }
                });
            }
            return unknown;
        }

        private JsonNode property(JsonNode schema, String name) {
            JsonNode own = schema.path("properties").path(name);
            if (!own.isMissingNode()) {
                return own;
            }
            for (JsonNode part : schema.path("allOf")) {
                JsonNode found = property(resolve(part), name);
                if (!found.isMissingNode()) {
                    return found;
                }
            }
            return MissingNode.getInstance();
        }
    }

    private JsonNode get(Description file, String root, String call) {
        TestClient.Reply reply = xero.get(root + call);
        file.check("GET", root, call, reply);
        return reply.json();
    }

    private JsonNode post(Description file, String call, String body) {
        TestClient.Reply reply = xero.post(V2 + call, body);
        file.check("POST", V2, call, reply);
        return reply.json();
    }

    /** The life of a timesheet, and what is refused of it. */
    private void timesheets(Description file, UUID ann, String calendar, String rate) {
        String line = "{'date':'2026-10-05','earningsRateID':'" + rate + "','numberOfUnits':7.5}";
        String body = "{'payrollCalendarID':'" + calendar + "','employeeID':'" + ann
                + "','startDate':'2026-10-05','endDate':'2026-10-11','timesheetLines':[" + line + "]}";
        JsonNode made = post(file, "/Timesheets", body).path("timesheet");
        String path = "/Timesheets/" + made.path("timesheetID").asText();
        get(file, V2, path);
        get(file, V2, "/Timesheets?page=1&filter=employeeId==" + ann);
        String second = post(file, path + "/Lines", line.replace("10-05", "10-06"))
                .at("/timesheetLine/timesheetLineID")
                .asText();
        file.check(
                "PUT",
                V2,
                path + "/Lines/" + second,
                xero.put(V2 + path + "/Lines/" + second, line.replace("10-05", "10-07")));
        file.check("DELETE", V2, path + "/Lines/" + second, xero.delete(V2 + path + "/Lines/" + second));
        post(file, path + "/Approve", "");
        assertThat(xero.post(V2 + path + "/Lines", line).status()).isEqualTo(400);
        post(file, path + "/Lines", line);
        post(file, path + "/RevertToDraft", "");
        assertThat(xero.post(V2 + "/Timesheets", body).status()).isEqualTo(400);
        post(file, "/Timesheets", body);
        file.check("DELETE", V2, path, xero.delete(V2 + path));
    }

    @ParameterizedTest
    @CsvSource({"uk, xero-payroll-uk.yaml", "nz, xero-payroll-nz.yaml"})
    void everyAnswerOfPayrollFitsItsDescription(String region, String name) throws IOException {
        assumeTrue(Files.exists(APIS.resolve(name)));
        Description file = new Description(name);
        sandbox.payroll().setRegion(region);
        UUID ann = sandbox.payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");
        sandbox.payroll().employ("Ben", "Baker", null, null);

        get(file, V2, "/Employees?page=1");
        get(file, V2, "/Employees/" + ann);
        get(file, V2, "/LeaveTypes?page=1");
        get(file, V2, region.equals("uk") ? "/Settings/trackingCategories" : "/Settings/TrackingCategories");
        timesheets(
                file,
                ann,
                get(file, V2, "/PayRunCalendars?page=1")
                        .at("/payRunCalendars/0/payrollCalendarID")
                        .asText(),
                get(file, V2, "/EarningsRates?page=1")
                        .at("/earningsRates/0/earningsRateID")
                        .asText());

        assertThat(file.checked)
                .contains(
                        "createTimesheet 200",
                        "createTimesheet 400",
                        "createTimesheetLine 400",
                        "updateTimesheetLine 200",
                        "deleteTimesheetLine 200",
                        "approveTimesheet 200",
                        "revertTimesheet 200",
                        "deleteTimesheet 200");
    }

    @Test
    void everyAnswerOfAustraliasPayrollFitsItsDescriptions() throws IOException {
        assumeTrue(Files.exists(APIS.resolve("xero-payroll-au-v2.yaml")));
        Description first = new Description("xero-payroll-au.yaml");
        Description second = new Description("xero-payroll-au-v2.yaml");
        sandbox.payroll().setRegion("au");
        UUID ann = sandbox.payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");

        get(first, V1, "/Employees?page=1");
        get(first, V1, "/Settings");
        timesheets(
                second,
                ann,
                get(first, V1, "/PayrollCalendars")
                        .at("/PayrollCalendars/0/PayrollCalendarID")
                        .asText(),
                get(first, V1, "/PayItems")
                        .at("/PayItems/EarningsRates/0/EarningsRateID")
                        .asText());
    }

    @Test
    void anAnswerThatFitsNoDescriptionWouldBeSeen() throws IOException {
        assumeTrue(Files.exists(APIS.resolve("xero-payroll-uk.yaml")));
        Description file = new Description("xero-payroll-uk.yaml");
        JsonNode schema = file.schema("GET", "/Timesheets", 200);

        assertThat(file.undescribed(
                        TestClient.parse("{\"timesheets\":[{\"timesheetID\":\"x\",\"mood\":\"fine\"}]}"), schema, ""))
                .containsExactly("/timesheets[]/mood");
    }
}
