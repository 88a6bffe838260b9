package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Holds every shipped route file against Camel's schema and against the one form we write routes in. */
class RouteFilesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> DECLARATIONS =
            Set.of("route", "routeConfiguration", "beans", "routeTemplate", "templatedRoute");

    /** Where a step takes an expression, the language stands below {@code expression}, not beside it. */
    private static final Set<String> LANGUAGES = Set.of(
            "simple", "constant", "method", "jsonpath", "header", "exchangeProperty", "variable", "tokenize", "ref");

    /** Steps that hold no others. */
    private static final Set<String> STEPS = Set.of(
            "bean",
            "to",
            "toD",
            "setBody",
            "setHeader",
            "setVariable",
            "enrich",
            "delay",
            "log",
            "marshal",
            "recipientList");

    private static final int LINE = 140;

    private static JsonSchema schema;

    @BeforeAll
    static void schema() throws IOException {
        try (InputStream stream = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                    .getSchema(new ObjectMapper().readTree(stream));
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROUTES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void fitsCamelsSchema(Path file) throws IOException {
        assertThat(schema.validate(YAML.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isNamedAndExplainedAndInCanonicalForm(Path file) throws IOException {
        assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.camel\\.yaml");
        List<String> flaws = new ArrayList<>();
        for (JsonNode item : YAML.readTree(file.toFile())) {
            String kind = item.fieldNames().next();
            if (!DECLARATIONS.contains(kind)) {
                flaws.add("the top holds " + kind + " instead of one of " + DECLARATIONS);
            }
            switch (kind) {
                case "route" -> {
                    named(item.get("route"), flaws);
                    route(item.get("route").path("id").asText(), item.get("route"), flaws);
                }
                case "routeTemplate" -> template(item.get("routeTemplate"), flaws);
                case "templatedRoute" -> templated(item.get("templatedRoute"), flaws);
                default -> {}
            }
        }
        assertThat(flaws).isEmpty();
    }

    private static void named(JsonNode route, List<String> flaws) {
        String id = route.path("id").asText();
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            flaws.add("the route id \"" + id + "\" is not in kebab-case");
        }
    }

    /** Each parameter is explained and used; whether each one used is declared or is a setting, the check of routes says. */
    private static void template(JsonNode template, List<String> flaws) {
        String id = template.path("id").asText();
        named(template, flaws);
        route(id, template.path("route"), flaws);
        for (JsonNode parameter : template.path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("description").asText().length() < 10) {
                flaws.add("template " + id + ": the parameter " + name + " has no description");
            }
            if (!template.path("route").toString().contains("{{" + name + "}}")) {
                flaws.add("template " + id + ": the parameter " + name + " is not used");
            }
        }
    }

    private static void templated(JsonNode made, List<String> flaws) {
        String id = made.path("routeId").asText();
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            flaws.add("the route id \"" + id + "\" is not in kebab-case");
        }
        if (!made.path("prefixId").asText().equals(id + "-")) {
            flaws.add("route " + id + ": its steps' ids don't begin with " + id + "-");
        }
    }

    private static void route(String id, JsonNode route, List<String> flaws) {
        if (route.path("description").asText().length() < 10) {
            flaws.add("route " + id + " has no description");
        }
        if (!route.path("from").path("uri").isTextual()
                || route.path("from").path("uri").asText().contains("?")) {
            flaws.add("route " + id + " does not begin with a uri and parameters apart");
        }
        canonical(id, route.path("from").path("steps"), flaws);
    }

    /** What begins with {@code direct:} is called, and what is called begins somewhere: in a route, or in Java. */
    @Test
    void everyCallArrivesAndEveryRouteIsCalled() throws IOException {
        String java = texts(Path.of("src/main/java"));
        String yaml = texts(ROUTES);
        Set<String> begun = new TreeSet<>();
        Matcher begins = Pattern.compile("from:\\s+uri: direct:([a-z-]+)|routeId: [a-z-]+")
                .matcher(yaml);
        while (begins.find()) {
            begun.add(begins.group().replaceFirst("(?s).*:\\s*", ""));
        }
        Set<String> called = new TreeSet<>();
        Matcher calls = Pattern.compile("direct:([a-z-]+)(?![a-z-]|\\$)").matcher(begins.replaceAll(""));
        while (calls.find()) {
            called.add(calls.group(1));
        }

        assertThat(begun).hasSizeGreaterThan(50).containsAll(called);
        assertThat(begun)
                .allSatisfy(name -> assertThat(called.contains(name)
                                || yaml.contains(
                                        "direct:{{api}}" + name.replaceFirst("^(harvest|xero|payroll)", "") + "\"")
                                || Pattern.compile("constant:\\s+\\{?expression: " + name + "\\s*[}\n]")
                                        .matcher(yaml)
                                        .find()
                                || (name.startsWith("hook-") && yaml.contains("direct:hook-${variable.hook}"))
                                || java.contains("\"" + name + "\"")
                                || java.contains("direct:" + name + "\""))
                        .as(name + " is called by nobody")
                        .isTrue());
    }

    private static String texts(Path folder) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.append(Files.readString(file));
            }
        }
        return texts.toString();
    }

    /** A step stands on one line wherever it fits and holds no steps of its own, so that a flow is read at a glance. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("flows")
    void aStepStandsOnOneLine(Path file) throws IOException {
        List<String> flaws = new ArrayList<>();
        steps(
                new Compose(LoadSettings.builder().build())
                        .composeString(Files.readString(file))
                        .orElseThrow(),
                flaws);

        assertThat(flaws).isEmpty();
    }

    /** The connectors are templates, whose steps are explained one by one. */
    static List<Path> flows() throws IOException {
        return files().stream().filter(file -> file.getParent().equals(ROUTES)).toList();
    }

    private static void steps(Node node, List<String> flaws) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> steps(each, flaws));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                Node value = entry.getValueNode();
                String name = ((ScalarNode) entry.getKeyNode()).getValue();
                boolean onOneLine = line(value.getStartMark()) == line(value.getEndMark());
                int column = value.getStartMark().orElseThrow().getColumn() + name.length();
                if (STEPS.contains(name) && !onOneLine && column + flow(value).length() <= LINE) {
                    flaws.add("line " + line(value.getStartMark()) + ": " + name + ": " + flow(value));
                }
                steps(value, flaws);
            }
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.orElseThrow().getLine() + 1;
    }

    private static String flow(Node node) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .map(entry -> flow(entry.getKeyNode()) + ": " + flow(entry.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(RouteFilesTest::flow).collect(Collectors.joining(", ", "[", "]"))
                : "\"" + ((ScalarNode) node).getValue() + "\"";
    }

    private static void canonical(String id, JsonNode node, List<String> flaws) {
        if (node.isObject()) {
            node.properties().forEach(field -> step(id, field.getKey(), field.getValue(), flaws));
        }
        node.forEach(child -> canonical(id, child, flaws));
    }

    private static void step(String id, String name, JsonNode step, List<String> flaws) {
        if ((name.equals("to") || name.equals("toD"))
                && (!step.isObject() || step.path("uri").asText().contains("?"))) {
            flaws.add("route " + id + ": " + name + " is not written with uri and parameters apart: " + step);
        }
        if (name.matches(
                "setBody|setHeader|setProperty|setVariable|split|filter|when|loop|enrich|delay|idempotentConsumer")) {
            Iterable<JsonNode> each = step.isArray() ? step : List.of(step);
            each.forEach(one -> LANGUAGES.stream()
                    .filter(one::has)
                    .forEach(language -> flaws.add("route " + id + ": " + name + " has " + language
                            + " instead of expression: {" + language + ": …}")));
        }
    }
}
