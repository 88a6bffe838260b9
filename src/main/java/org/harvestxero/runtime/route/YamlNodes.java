package org.harvestxero.runtime.route;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Looks things up in the nodes of a YAML text. */
final class YamlNodes {
    private YamlNodes() {}

    /** What a map holds under a key; null when it has no such key. */
    static @Nullable Node entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(each -> text(each.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    /** The text a map holds under a key; null when it holds none there. */
    static @Nullable String scalar(MappingNode map, String key) {
        return Optional.ofNullable(entry(map, key))
                .filter(ScalarNode.class::isInstance)
                .map(YamlNodes::text)
                .orElse(null);
    }

    /** A node's text; empty for a list or a map. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Counts from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
