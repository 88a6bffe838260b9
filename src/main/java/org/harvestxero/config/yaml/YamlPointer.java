package org.harvestxero.config.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** JSON pointers to the places of a YAML document. */
final class YamlPointer {
    private YamlPointer() {}

    static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    /** Each value below a node, by its place; a list or map without any is a value, too. */
    static void flatten(String pointer, Node node, Map<String, String> leaves) {
        if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
            map.getValue().forEach(entry -> flatten(pointer + "/" + escaped(key(entry)), entry.getValueNode(), leaves));
        } else if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            int at = 0;
            for (Node item : list.getValue()) {
                flatten(pointer + "/" + at++, item, leaves);
            }
        } else if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            leaves.put(pointer, scalar.getValue());
        }
    }

    /** The same of what is yet to be written. */
    static void flatten(String pointer, Map<?, ?> item, Map<String, String> leaves) {
        item.forEach((key, value) -> {
            String place = pointer + "/" + escaped(String.valueOf(key));
            if (value instanceof Map<?, ?> map) {
                flatten(place, map, leaves);
            } else {
                leaves.put(place, String.valueOf(value));
            }
        });
    }
}
