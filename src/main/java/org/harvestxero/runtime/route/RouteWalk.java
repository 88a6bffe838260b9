package org.harvestxero.runtime.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks the nodes of a route file and notes in its tree what they declare, call and name. */
final class RouteWalk {
    private static final Set<String> PATTERNS = Set.of("interceptFrom", "interceptSendToEndpoint");
    private static final Set<String> ENDPOINTS = Set.of("to", "toD", "from", "wireTap", "poll", "deadLetterUri");
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> EXPRESSIONS =
            Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");

    private static final Pattern CLASS = Pattern.compile("(?:#class:|#type:|\\bbean:type:)([\\w.$]+)");

    private final RouteTree tree;

    RouteWalk(RouteTree tree) {
        this.tree = tree;
    }

    /**
     * Notes a node and all below it.
     *
     * @param parent the key above it; empty at the top
     * @param route id of the route around it; empty outside of one
     */
    void walk(Node node, String parent, String route) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> walk(each, parent, route));
            return;
        }
        if (!(node instanceof MappingNode map)) {
            return;
        }
        String uri = YamlNodes.scalar(map, "uri");
        if (uri != null && !PATTERNS.contains(parent)) {
            endpoint(uri, YamlNodes.entry(map, "parameters"), route, parent.equals("from"), YamlNodes.line(map));
        }
        call(map, parent);
        constant(map);
        map.getValue().forEach(each -> walk(YamlNodes.text(each.getKeyNode()), each.getValueNode(), parent, route));
    }

    private void walk(String key, Node value, String parent, String route) {
        if (value instanceof ScalarNode text) {
            type(key, parent, text);
            if (ENDPOINTS.contains(key)) {
                endpoint(text.getValue(), null, route, key.equals("from"), YamlNodes.line(text));
            }
        }
        if (value instanceof MappingNode map) {
            switch (key) {
                case "routeTemplate" -> {
                    tree.add(map);
                    return;
                }
                case "templatedRoute" -> {
                    tree.add(made(map));
                    return;
                }
                case "route" -> {
                    String id = Objects.requireNonNullElse(YamlNodes.scalar(map, "id"), "");
                    tree.add(RouteTree.declared(id, map));
                    walk(map, key, id);
                    return;
                }
                default -> {
                    // a step, an expression, an option: what counts lies below
                }
            }
        }
        if (EXPRESSIONS.contains(key)) {
            targets(value, LISTS.contains(key), route);
        }
        if (!key.equals("parameters")) {
            walk(value, key, route);
        }
    }

    private void constant(MappingNode step) {
        String id = YamlNodes.scalar(step, "id");
        if (id != null
                && YamlNodes.entry(step, "expression") instanceof MappingNode expression
                && YamlNodes.entry(expression, "constant") instanceof MappingNode constant
                && YamlNodes.entry(constant, "expression") instanceof ScalarNode text) {
            tree.constant(id, text);
        }
    }

    private RouteTemplates.Made made(MappingNode templated) {
        for (String beans : List.of("beans", "bean")) {
            if (YamlNodes.entry(templated, beans) != null) {
                throw tree.refused(
                        YamlNodes.line(templated),
                        "a templatedRoute has no beans of its own here: declare them at the left edge");
            }
        }
        Map<String, String> values = new HashMap<>();
        if (YamlNodes.entry(templated, "parameters") instanceof SequenceNode parameters) {
            for (Node each : parameters.getValue()) {
                String name = each instanceof MappingNode parameter ? YamlNodes.scalar(parameter, "name") : null;
                String value = each instanceof MappingNode parameter ? YamlNodes.scalar(parameter, "value") : null;
                if (name != null && value != null) {
                    values.put(name, value);
                }
            }
        }
        String template = YamlNodes.scalar(templated, "routeTemplateRef");
        String id = YamlNodes.scalar(templated, "routeId");
        return new RouteTemplates.Made(
                template == null ? "" : template,
                id == null ? "" : id,
                YamlNodes.scalar(templated, "prefixId"),
                values,
                YamlNodes.line(templated));
    }

    private void endpoint(String written, @Nullable Node parameters, String route, boolean begins, int line) {
        RouteTree.Endpoint endpoint = EndpointText.parse(written, parameters, route, begins, line);
        if (parameters instanceof MappingNode) {
            endpoint.options().forEach(option -> classes(option.value(), option.line()));
        }
        tree.add(endpoint);
    }

    /** The endpoints an expression names outright. */
    private void targets(Node node, boolean several, String route) {
        if (node instanceof ScalarNode text) {
            for (String each : several ? text.getValue().split(",") : new String[] {text.getValue()}) {
                if (each.strip().matches("(?s)[a-z][a-z0-9+.-]*:.*")) {
                    endpoint(each.strip(), null, route, false, YamlNodes.line(text));
                }
            }
        } else if (node instanceof MappingNode map) {
            for (String key : List.of("expression", "constant", "simple")) {
                Node inner = YamlNodes.entry(map, key);
                if (inner != null) {
                    targets(inner, several, route);
                }
            }
        }
    }

    private void call(MappingNode map, String parent) {
        String bean = YamlNodes.scalar(map, "ref");
        String method = YamlNodes.scalar(map, "method");
        if (bean != null && (parent.equals("bean") || parent.equals("method"))) {
            tree.add(new RouteTree.Call(bean, method == null ? "" : method, YamlNodes.line(map)));
        }
    }

    private void type(String key, String parent, ScalarNode value) {
        if (key.equals("beanType")
                || (key.equals("type") && (parent.equals("beans") || parent.equals("templateBeans")))
                || key.equals("factoryBean")) {
            tree.add(new RouteTree.Type(value.getValue().replaceFirst("^#?(class|type):", ""), YamlNodes.line(value)));
        } else {
            classes(value.getValue(), YamlNodes.line(value));
        }
    }

    private void classes(String text, int line) {
        Matcher named = CLASS.matcher(text);
        while (named.find()) {
            tree.add(new RouteTree.Type(named.group(1), line));
        }
    }
}
