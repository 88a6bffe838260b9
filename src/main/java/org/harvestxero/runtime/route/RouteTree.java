package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a route file declares, calls and names, and on which line, before Camel makes anything of it. */
final class RouteTree {
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
     * @param route id of the route around it; empty outside of one
     * @param begins whether a route begins with it
     */
    record Endpoint(String uri, List<Option> options, String route, boolean begins, int line) {}

    record Option(String name, String value, int line) {}

    /** A method of a bean. */
    record Call(String bean, String method, int line) {}

    /** A class that a route makes or calls by name. */
    record Type(String name, int line) {}

    /** One item of a text such as {@code a, b, c}. */
    record Item(String text, int line) {}

    private RouteTree(String file, RouteYaml yaml) {
        this.file = file;
        this.items = yaml.items();
        this.custom = yaml.custom();
    }

    /** @throws RouteRefusedException when Camel would ignore all of the file or a part of it */
    static RouteTree of(String file, String text) {
        RouteTree tree = new RouteTree(file, RouteYaml.of(file, text));
        tree.items.forEach(item -> tree.walk(item, "", ""));
        return tree;
    }

    /**
     * Notes what a node and all below it declare, call and name.
     *
     * @param parent the key above it; empty at the top
     * @param route id of the route around it; empty outside of one
     */
    void walk(Node node, String parent, String route) {
        new RouteWalk(this).walk(node, parent, route);
    }

    void add(Declared route) {
        routes.add(route);
    }

    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void add(Call call) {
        calls.add(call);
    }

    void add(Type type) {
        types.add(type);
    }

    void add(MappingNode template) {
        templates.add(template);
    }

    void add(RouteTemplates.Made route) {
        made.add(route);
    }

    /** Notes a step that works on a text written in the file. */
    void constant(String step, ScalarNode text) {
        constants.put(step, text);
    }

    /** How many routes the file declares; Camel must make as many of it. */
    int expected() {
        return (int) items.stream()
                        .filter(item -> item instanceof MappingNode map && YamlNodes.entry(map, "from") != null)
                        .count()
                + routes.size();
    }

    /** Whether it is an Integration or a Pipe, of which Camel makes routes that the file doesn't declare one by one. */
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

    /** The routes it makes from templates, whichever file those are in. */
    List<RouteTemplates.Made> made() {
        return made;
    }

    /** Adds a route that was made from a template. */
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

    /** The items a step goes through, where the file lists them as a text; their lines are right if it lists one a line. */
    List<Item> items(String step) {
        ScalarNode constant = constants.get(step);
        if (constant == null) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        int at = YamlNodes.line(constant);
        for (String text : constant.getValue().split(",")) {
            items.add(new Item(text.strip(), ++at));
        }
        return items;
    }

    RouteRefusedException refused(int line, String reason) {
        return new RouteRefusedException(file, "line " + line + ": " + reason);
    }

    /** The file's path below the folder of routes. */
    String file() {
        return file;
    }

    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        routes.forEach(route -> ids.add(route.id()));
        return ids;
    }

    static Declared declared(String id, MappingNode route) {
        Node from = YamlNodes.entry(route, "from");
        String uri = from instanceof MappingNode map
                ? YamlNodes.scalar(map, "uri")
                : from == null ? null : YamlNodes.text(from);
        String description = YamlNodes.scalar(route, "description");
        return new Declared(id, uri == null ? "" : uri, description == null ? "" : description, YamlNodes.line(route));
    }
}
