package org.harvestxero.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It starts the routes Camel's own context starts, and refuses those it refuses, in the same words. */
class RouteContextIT {
    private static final String DUPLICATE =
            "Failed to start route: %s because: Duplicate id detected: %s. Please correct ids to be unique among all your routes.";

    private static String route(String id, String... steps) {
        StringBuilder text = new StringBuilder("- route:\n    id: ")
                .append(id)
                .append("\n    from:\n      uri: direct:")
                .append(id)
                .append("\n      steps:\n");
        for (String step : steps) {
            text.append("        - setBody: {id: \"")
                    .append(step)
                    .append("\", expression: {constant: {expression: x}}}\n");
        }
        return text.toString();
    }

    private static final String TEMPLATE = """
            - routeTemplate:
                id: say
                parameters: [{name: name}]
                route:
                  from:
                    uri: "direct:{{name}}"
                    steps:
                      - setBody: {id: say, expression: {constant: {expression: x}}}
            - templatedRoute: {routeTemplateRef: say, routeId: first, prefixId: a-, parameters: [{name: name, value: first}]}
            - templatedRoute: {routeTemplateRef: say, routeId: second, prefixId: b-, parameters: [{name: name, value: second}]}
            """;

    @ParameterizedTest(name = "{0} and {1}: {3} in {2}")
    @CsvSource({
        "say, say, a, say",
        "'{{say}}', told, b, told",
        "told, '{{say}}', a, ",
        "b, say, a, b",
        "say, a, a, a",
        "a-say, say, , ",
    })
    void refusesTheIdOfAStepThatAnotherRouteHas(String first, String second, String where, String which)
            throws Exception {
        String text = route("a", first) + route("b", second);

        String outcome = outcome(new RouteContext(), text);

        assertThat(outcome).isEqualTo(outcome(new DefaultCamelContext(), text));
        if (which != null) {
            assertThat(outcome).isEqualTo(DUPLICATE.formatted(where, which));
        }
    }

    @Test
    void refusesAnIdThatStandsTwiceInARoute() throws Exception {
        String text = route("a", "say") + route("b", "told", "told");

        assertThat(outcome(new RouteContext(), text)).isEqualTo(DUPLICATE.formatted("b", "told"));
    }

    @Test
    void startsRoutesOfATemplate() throws Exception {
        assertThat(outcome(new RouteContext(), TEMPLATE + route("c", "told")))
                .isEqualTo(outcome(new DefaultCamelContext(), TEMPLATE + route("c", "told")))
                .isEqualTo("[c, told]\n[first, say]\n[second, say]");
    }

    @Test
    void refusesTheIdOfAStepThatATemplateHasMade() throws Exception {
        String text = TEMPLATE + route("c", "b-say");

        assertThat(outcome(new RouteContext(), text)).isEqualTo(outcome(new DefaultCamelContext(), text));
    }

    @Test
    void givesRoutesWithoutIdsFreeOnes() throws Exception {
        String text = route("route2", "told") + """
                - from: {uri: direct:x, steps: [{to: mock:x}]}
                - from: {uri: direct:y, steps: [{to: mock:y}]}
                """;

        // Camel counts on from context to context.
        assertThat(outcome(new RouteContext(), text)).matches("\\[route2, told]\n\\[route\\d+]\n\\[route\\d+]");
    }

    @Test
    void findsWhatCamelsJarsSayAndWhatTheyDoNot() throws Exception {
        try (RouteContext context = new RouteContext()) {
            SharedLookups shared = new SharedLookups(context);
            DefaultClassResolver camels = new DefaultClassResolver(context);
            for (int time = 1; time <= 2; time++) {
                try (var found = shared.loadResourceAsStream("META-INF/services/org/apache/camel/component/direct");
                        var same = camels.loadResourceAsStream("META-INF/services/org/apache/camel/component/direct")) {
                    assertThat(found).hasSameContentAs(same);
                }
                assertThat(shared.loadResourceAsStream("META-INF/services/org/apache/camel/component/none"))
                        .isNull();
            }
        }
    }

    @Test
    void makesBeansOfAFileBeforeTheRoutesThatUseThem() throws Exception {
        try (RouteContext context = new RouteContext(new DefaultRegistry())) {
            context.disableJMX();
            new FileLoader(context)
                    .load(List.of(
                            Map.entry(Path.of("beans.camel.yaml"), """
                                    - beans: [{name: words, type: java.lang.StringBuilder}]
                                    """), Map.entry(Path.of("a.camel.yaml"), """
                                    - route:
                                        id: a
                                        from:
                                          uri: direct:a
                                          steps:
                                            - bean: {ref: words, method: length}
                                    """)));
            context.start();

            assertThat(context.createProducerTemplate().requestBody("direct:a", "", Integer.class))
                    .isZero();
        }
    }

    /** Ids of each route's steps, a line each; or why they don't start. */
    private static String outcome(DefaultCamelContext context, String text) throws Exception {
        try (context) {
            context.disableJMX();
            Properties placeholders = new Properties();
            placeholders.setProperty("say", "told");
            RoutePlaceholders.useOnly(context, placeholders);
            PluginHelper.getRoutesLoader(context.getCamelContextExtension())
                    .loadRoutes(RouteFiles.resource(Path.of("a.camel.yaml"), text));
            context.start();
            List<String> lines = new ArrayList<>();
            for (RouteDefinition route : context.getRouteDefinitions()) {
                List<String> ids = new ArrayList<>();
                ProcessorDefinitionHelper.gatherAllNodeIds(route, ids, true, false);
                if (!route.hasCustomIdAssigned()) {
                    ids.add(0, route.getId());
                }
                lines.add(ids.toString());
            }
            return String.join("\n", lines);
        } catch (Exception e) {
            return RouteCheck.reason(e);
        }
    }
}
