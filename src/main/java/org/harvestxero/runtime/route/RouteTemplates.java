package org.harvestxero.runtime.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The templates in a set of route files. A route made from one is checked like any other, so each template is read once for every route made
 * from it, with that route's values in place of the parameters.
 */
final class RouteTemplates {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([\\w.-]+)}}");

    private final Map<String, Template> templates = new HashMap<>();

    /** A template and the file it stands in. */
    private record Template(RouteTree tree, MappingNode declared) {}

    /**
     * A route made from a template.
     *
     * @param prefix of its steps' ids; null when there is none
     * @param values by name of the parameter
     */
    record Made(String template, String id, @Nullable String prefix, Map<String, String> values, int line) {}

    private RouteTemplates() {}

    /** Adds the routes made from templates to the trees of a set of files. */
    static void fill(Collection<RouteTree> trees) {
        RouteTemplates all = new RouteTemplates();
        trees.forEach(tree -> tree.templates()
                .forEach(each -> all.templates.putIfAbsent(
                        Optional.ofNullable(YamlNodes.scalar(each, "id")).orElse(""), new Template(tree, each))));
        trees.forEach(tree -> tree.made().forEach(made -> all.fill(tree, made)));
    }

    /** @throws RouteRefusedException when there is no such template */
    private void fill(RouteTree tree, Made made) {
        Template template = templates.get(made.template());
        if (template == null) {
            throw tree.refused(made.line(), "there is no routeTemplate " + made.template());
        }
        Node route = YamlNodes.entry(template.declared(), "route");
        MappingNode begins = route instanceof MappingNode map ? map : template.declared();
        Node filled = filled(begins, values(template.declared(), made));
        tree.declare(made.id(), (MappingNode) filled, made.line());
        template.tree().walk(filled, "route", made.id());
    }

    private static Map<String, String> values(MappingNode template, Made made) {
        Map<String, String> values = new HashMap<>();
        if (YamlNodes.entry(template, "parameters") instanceof SequenceNode parameters) {
            for (Node each : parameters.getValue()) {
                if (each instanceof MappingNode parameter) {
                    String name = YamlNodes.scalar(parameter, "name");
                    String value = YamlNodes.scalar(parameter, "defaultValue");
                    if (name != null && value != null) {
                        values.put(name, value);
                    }
                }
            }
        }
        values.putAll(made.values());
        return values;
    }

    private static Node filled(Node node, Map<String, String> values) {
        if (node instanceof ScalarNode text) {
            String filled = filled(text.getValue(), values);
            return filled.equals(text.getValue())
                    ? text
                    : new ScalarNode(
                            text.getTag(), true, filled, text.getScalarStyle(), text.getStartMark(), text.getEndMark());
        }
        if (node instanceof SequenceNode list) {
            List<Node> items =
                    list.getValue().stream().map(each -> filled(each, values)).toList();
            return new SequenceNode(
                    list.getTag(), true, items, list.getFlowStyle(), list.getStartMark(), list.getEndMark());
        }
        if (node instanceof MappingNode map) {
            List<NodeTuple> entries = map.getValue().stream()
                    .map(each -> new NodeTuple(each.getKeyNode(), filled(each.getValueNode(), values)))
                    .toList();
            return new MappingNode(
                    map.getTag(), true, entries, map.getFlowStyle(), map.getStartMark(), map.getEndMark());
        }
        return node;
    }

    /** A name that is no parameter is a setting's. */
    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
