package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file as YAML, read by the parser Camel uses: what stands on which line, before Camel makes anything of it. Camel passes
 * over much of what it does not expect, and of two entries of one name it takes the last.
 */
final class RouteTree {
    private static final Set<String> PATTERNS = Set.of("interceptFrom", "interceptSendToEndpoint");
    private static final Set<String> ENDPOINTS = Set.of("to", "toD", "from", "wireTap", "poll", "deadLetterUri");
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> EXPRESSIONS =
            Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");

    private static final Pattern CLASS = Pattern.compile("(?:#class:|#type:|\\bbean:type:)([\\w.$]+)");

    private final String file;
    private final List<Node> items;
    private final List<Declared> routes = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final Map<String, ScalarNode> constants = new HashMap<>();
    private final List<MappingNode> templates = new ArrayList<>();
    private final List<RouteTemplates.Made> made = new ArrayList<>();
    private final boolean custom;

    /** A route; its id and where it begins are empty when the file does not say. */
    record Declared(String id, String from, String description, int line) {}

    /**
     * An endpoint a route names.
     *
     * @param uri as written, with placeholders; ends before its query
     * @param options names of its options, from query and parameters
     * @param route id of the route it stands in; empty outside of one
     * @param begins whether a route begins with it
     */
    record Endpoint(String uri, List<Option> options, String route, boolean begins, int line) {}

    record Option(String name, String value, int line) {}

    /** A method of a bean. */
    record Call(String bean, String method, int line) {}

    /** A class that is to be made or called by its name. */
    record Type(String name, int line) {}

    /** One of several in a text, such as {@code a, b, c}. */
    record Item(String text, int line) {}

    private RouteTree(String file, List<Node> items, boolean custom) {
        this.file = file;
        this.items = items;
        this.custom = custom;
        items.forEach(item -> walk(item, "", ""));
    }

    /** @throws RouteRefusedException when Camel would pass over all of the file or a part of it */
    static RouteTree of(String file, String text) {
        Node root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new RouteRefusedException(
                    file,
                    e.getProblemMark()
                                    .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                                    .orElse("") + "is no YAML: " + e.getProblem(),
                    e);
        } catch (YamlEngineException e) {
            throw new RouteRefusedException(file, "is no YAML: " + RouteCheck.reason(e), e);
        }
        if (root == null
                || (root instanceof SequenceNode list && list.getValue().isEmpty())) {
            throw new RouteRefusedException(
                    file, "holds no route: delete the file if its routes shall be gone, or put them back");
        }
        if (root instanceof MappingNode map && entry(map, "apiVersion") != null) {
            return new RouteTree(file, List.of(root), true); // an Integration or Pipe, which Camel unwraps
        }
        if (root instanceof MappingNode map) {
            NodeTuple first = map.getValue().get(0);
            String key = text(first.getKeyNode());
            throw refused(
                    file,
                    first.getKeyNode(),
                    "the file's top is " + key + ": instead of a list, which Camel passes over: write \"- " + key
                            + ":\" and move the lines below it in");
        }
        if (!(root instanceof SequenceNode list)) {
            throw refused(file, root, "the file's top is a text instead of a list that begins with \"- route:\"");
        }
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode map)) {
                throw refused(file, item, "a text stands where \"- route:\" or another declaration belongs");
            }
            twice(file, map);
            if (map.getValue().size() > 1) {
                throw refused(
                        file,
                        map.getValue().get(1).getKeyNode(),
                        text(map.getValue().get(1).getKeyNode()) + " stands in the same item as "
                                + text(map.getValue().get(0).getKeyNode())
                                + ": begin each with a dash of its own, and move what belongs to it in");
            }
        }
        return new RouteTree(file, list.getValue(), false);
    }

    /** Of two entries of one name only the last would count. */
    private static void twice(String file, Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Node> seen = new HashMap<>();
            for (NodeTuple each : map.getValue()) {
                String key = text(each.getKeyNode());
                Node first = seen.putIfAbsent(key, each.getKeyNode());
                if (first != null) {
                    throw refused(
                            file,
                            each.getKeyNode(),
                            key + " stands on line " + line(first) + " already, and only one of the two would count");
                }
                twice(file, each.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> twice(file, each));
        }
    }

    /** How many routes the file names; each must come out of it. */
    int expected() {
        return (int) items.stream()
                        .filter(item -> item instanceof MappingNode map && entry(map, "from") != null)
                        .count()
                + routes.size();
    }

    /** Whether Camel makes something else of the file than what its lines name one by one. */
    boolean isCustom() {
        return custom;
    }

    List<Declared> routes() {
        return routes;
    }

    /** The templates it declares. */
    List<MappingNode> templates() {
        return templates;
    }

    /** The routes it makes of templates, whichever file these stand in. */
    List<RouteTemplates.Made> made() {
        return made;
    }

    /** Takes a route that comes of a template. */
    void declare(String id, MappingNode route, int line) {
        Declared filled = declared(id, route);
        routes.add(new Declared(id, filled.from(), filled.description(), line));
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    List<Call> calls() {
        return calls;
    }

    List<Type> types() {
        return types;
    }

    /** What a step, by its id, works on one after the other, where that is a text in the file; the line is right for one item a line. */
    List<Item> items(String step) {
        ScalarNode constant = constants.get(step);
        if (constant == null) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        int at = line(constant);
        for (String text : constant.getValue().split(",")) {
            items.add(new Item(text.strip(), ++at));
        }
        return items;
    }

    RouteRefusedException refused(int line, String reason) {
        return new RouteRefusedException(file, "line " + line + ": " + reason);
    }

    private static RouteRefusedException refused(String file, Node at, String reason) {
        return new RouteRefusedException(file, "line " + line(at) + ": " + reason);
    }

    void walk(Node node, String parent, String route) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> walk(each, parent, route));
            return;
        }
        if (!(node instanceof MappingNode map)) {
            return;
        }
        String uri = scalar(map, "uri");
        if (uri != null && !PATTERNS.contains(parent)) {
            endpoint(uri, entry(map, "parameters"), route, parent.equals("from"), line(map));
        }
        call(map, parent);
        constant(map);
        for (NodeTuple each : map.getValue()) {
            String key = text(each.getKeyNode());
            Node value = each.getValueNode();
            if (value instanceof ScalarNode text) {
                type(key, parent, text);
                if (ENDPOINTS.contains(key)) {
                    endpoint(text.getValue(), null, route, key.equals("from"), line(text));
                }
            }
            if (key.equals("routeTemplate") && value instanceof MappingNode template) {
                templates.add(template);
                continue;
            }
            if (key.equals("templatedRoute") && value instanceof MappingNode templated) {
                made.add(made(templated));
                continue;
            }
            if (key.equals("route") && value instanceof MappingNode declared) {
                String id = scalar(declared, "id");
                routes.add(declared(id == null ? "" : id, declared));
                walk(value, key, id == null ? "" : id);
                continue;
            }
            if (EXPRESSIONS.contains(key)) {
                targets(value, LISTS.contains(key), route);
            }
            if (!key.equals("parameters")) {
                walk(value, key, route);
            }
        }
    }

    private void constant(MappingNode step) {
        String id = scalar(step, "id");
        if (id != null
                && entry(step, "expression") instanceof MappingNode expression
                && entry(expression, "constant") instanceof MappingNode constant
                && entry(constant, "expression") instanceof ScalarNode text) {
            constants.put(id, text);
        }
    }

    private RouteTemplates.Made made(MappingNode templated) {
        for (String beans : List.of("beans", "bean")) {
            if (entry(templated, beans) != null) {
                throw refused(
                        line(templated),
                        "a templatedRoute has no beans of its own here: declare them at the left edge");
            }
        }
        Map<String, String> values = new HashMap<>();
        if (entry(templated, "parameters") instanceof SequenceNode parameters) {
            for (Node each : parameters.getValue()) {
                String name = each instanceof MappingNode parameter ? scalar(parameter, "name") : null;
                String value = each instanceof MappingNode parameter ? scalar(parameter, "value") : null;
                if (name != null && value != null) {
                    values.put(name, value);
                }
            }
        }
        String template = scalar(templated, "routeTemplateRef");
        String id = scalar(templated, "routeId");
        return new RouteTemplates.Made(
                template == null ? "" : template,
                id == null ? "" : id,
                scalar(templated, "prefixId"),
                values,
                line(templated));
    }

    private static Declared declared(String id, MappingNode route) {
        Node from = entry(route, "from");
        String uri = from instanceof MappingNode map ? scalar(map, "uri") : from == null ? null : text(from);
        String description = scalar(route, "description");
        return new Declared(id, uri == null ? "" : uri, description == null ? "" : description, line(route));
    }

    private void endpoint(String written, @Nullable Node parameters, String route, boolean begins, int line) {
        List<Option> options = new ArrayList<>();
        int query = query(written);
        if (query >= 0) {
            for (String each : written.substring(query + 1).split("&")) {
                int equals = each.indexOf('=');
                if (!each.isEmpty()) {
                    options.add(
                            equals < 0
                                    ? new Option(each, "", line)
                                    : new Option(each.substring(0, equals), each.substring(equals + 1), line));
                }
            }
        }
        if (parameters instanceof MappingNode map) {
            map.getValue()
                    .forEach(each -> options.add(
                            new Option(text(each.getKeyNode()), text(each.getValueNode()), line(each.getKeyNode()))));
            for (Option option : options) {
                classes(option.value(), option.line());
            }
        }
        endpoints.add(new Endpoint(query < 0 ? written : written.substring(0, query), options, route, begins, line));
    }

    /** Where the query begins; a question mark of a placeholder or an expression does not begin it. */
    private static int query(String uri) {
        int depth = 0;
        for (int i = 0; i < uri.length(); i++) {
            char at = uri.charAt(i);
            if (at == '{') {
                depth++;
            } else if (at == '}') {
                depth--;
            } else if (at == '?' && depth <= 0) {
                return i;
            }
        }
        return -1;
    }

    /** The endpoints an expression names outright. */
    private void targets(Node node, boolean several, String route) {
        if (node instanceof ScalarNode text) {
            for (String each : several ? text.getValue().split(",") : new String[] {text.getValue()}) {
                if (each.strip().matches("(?s)[a-z][a-z0-9+.-]*:.*")) {
                    endpoint(each.strip(), null, route, false, line(text));
                }
            }
        } else if (node instanceof MappingNode map) {
            for (String key : List.of("expression", "constant", "simple")) {
                Node inner = entry(map, key);
                if (inner != null) {
                    targets(inner, several, route);
                }
            }
        }
    }

    private void call(MappingNode map, String parent) {
        String bean = scalar(map, "ref");
        String method = scalar(map, "method");
        if (bean != null && (parent.equals("bean") || parent.equals("method"))) {
            calls.add(new Call(bean, method == null ? "" : method, line(map)));
        }
    }

    private void type(String key, String parent, ScalarNode value) {
        if (key.equals("beanType")
                || (key.equals("type") && (parent.equals("beans") || parent.equals("templateBeans")))
                || key.equals("factoryBean")) {
            types.add(new Type(value.getValue().replaceFirst("^#?(class|type):", ""), line(value)));
        } else {
            classes(value.getValue(), line(value));
        }
    }

    private void classes(String text, int line) {
        Matcher named = CLASS.matcher(text);
        while (named.find()) {
            types.add(new Type(named.group(1), line));
        }
    }

    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        routes.forEach(route -> ids.add(route.id()));
        return ids;
    }

    static @Nullable Node entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(each -> text(each.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    static @Nullable String scalar(MappingNode map, String key) {
        return Optional.ofNullable(entry(map, key))
                .filter(ScalarNode.class::isInstance)
                .map(RouteTree::text)
                .orElse(null);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
