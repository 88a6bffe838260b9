package org.harvestxero.runtime.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The declarations of a route file, read by the parser Camel uses. Camel ignores much of what it does not expect, and of two entries
 * of one name it takes the last; both are refused here.
 *
 * @param items one for each declaration, in the order of the file
 * @param custom whether the file is an Integration or a Pipe, which Camel unwraps
 */
record RouteYaml(List<Node> items, boolean custom) {
    RouteYaml {
        items = List.copyOf(items);
    }

    /** @throws RouteRefusedException when Camel would ignore all of the file or a part of it */
    static RouteYaml of(String file, String text) {
        Node root = root(file, text);
        if (root == null
                || (root instanceof SequenceNode list && list.getValue().isEmpty())) {
            throw new RouteRefusedException(
                    file, "holds no route: delete the file if its routes shall be gone, or put them back");
        }
        if (root instanceof MappingNode map && YamlNodes.entry(map, "apiVersion") != null) {
            return new RouteYaml(List.of(root), true); // an Integration or Pipe, which Camel unwraps
        }
        if (root instanceof MappingNode map) {
            throw noList(file, map);
        }
        if (!(root instanceof SequenceNode list)) {
            throw refused(file, root, "the file's top is a text instead of a list that begins with \"- route:\"");
        }
        list.getValue().forEach(item -> oneDeclaration(file, item));
        return new RouteYaml(list.getValue(), false);
    }

    private static @Nullable Node root(String file, String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file).build())
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
    }

    private static RouteRefusedException noList(String file, MappingNode map) {
        Node first = map.getValue().get(0).getKeyNode();
        String key = YamlNodes.text(first);
        return refused(
                file,
                first,
                "the file's top is " + key + ": instead of a list, which Camel passes over: write \"- " + key
                        + ":\" and move the lines below it in");
    }

    private static void oneDeclaration(String file, Node item) {
        if (!(item instanceof MappingNode map)) {
            throw refused(file, item, "a text stands where \"- route:\" or another declaration belongs");
        }
        noKeyTwice(file, map);
        if (map.getValue().size() > 1) {
            throw refused(
                    file,
                    map.getValue().get(1).getKeyNode(),
                    YamlNodes.text(map.getValue().get(1).getKeyNode()) + " stands in the same item as "
                            + YamlNodes.text(map.getValue().get(0).getKeyNode())
                            + ": begin each with a dash of its own, and move what belongs to it in");
        }
    }

    /** Of two entries of one name only the last would count. */
    private static void noKeyTwice(String file, Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Node> seen = new HashMap<>();
            for (NodeTuple each : map.getValue()) {
                String key = YamlNodes.text(each.getKeyNode());
                Node first = seen.putIfAbsent(key, each.getKeyNode());
                if (first != null) {
                    throw refused(
                            file,
                            each.getKeyNode(),
                            key + " stands on line " + YamlNodes.line(first)
                                    + " already, and only one of the two would count");
                }
                noKeyTwice(file, each.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> noKeyTwice(file, each));
        }
    }

    private static RouteRefusedException refused(String file, Node at, String reason) {
        return new RouteRefusedException(file, "line " + YamlNodes.line(at) + ": " + reason);
    }
}
