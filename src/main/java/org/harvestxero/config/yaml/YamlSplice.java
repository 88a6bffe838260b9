package org.harvestxero.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.config.yaml.YamlText.UnfitTextException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Puts new pieces into the text of a YAML document, at the places where its nodes begin and end. */
final class YamlSplice {
    private final String text;
    private final String lineEnd;

    YamlSplice(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    String replacing(ScalarNode scalar, String value) {
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
            throw new UnfitTextException("the value is written over several lines");
        }
        int start = start(scalar);
        int end = end(scalar);
        return start == end
                ? spliced(end, end, " " + YamlWriter.quoted(value)) // nothing stood behind the colon
                : spliced(start, end, YamlWriter.quoted(value, scalar.getScalarStyle()));
    }

    /** A key and its value, behind the others of a map. */
    String adding(MappingNode map, String entry) {
        if (map.getFlowStyle() == FlowStyle.FLOW) {
            return intoBrackets(map, entry);
        }
        return asLines(lastLetter(map), List.of(" ".repeat(column(map)) + entry));
    }

    /**
     * An item, behind the others of a list.
     *
     * @param around what the list is a value of; null where it is the document
     * @param list or nothing yet, behind its key
     */
    String appending(@Nullable Node around, Node list, Map<String, ?> item) {
        boolean inLines = !(around instanceof CollectionNode<?> outer) || outer.getFlowStyle() != FlowStyle.FLOW;
        if (list instanceof SequenceNode sequence) {
            if (sequence.getFlowStyle() != FlowStyle.FLOW) {
                return asLines(lastLetter(sequence), YamlWriter.lines(item, " ".repeat(column(sequence))));
            }
            if (!sequence.getValue().isEmpty() || !inLines) {
                return intoBrackets(sequence, YamlWriter.flow(item));
            }
        } else if (!(list instanceof ScalarNode scalar) || !scalar.getValue().isEmpty() || !inLines) {
            throw new UnfitTextException("there is no list");
        }
        return belowItsKey(around, list, item);
    }

    /** In the place of {@code []}, or of nothing: on lines of its own, indented by two. */
    private String belowItsKey(@Nullable Node around, Node list, Map<String, ?> item) {
        int start = start(list);
        int cut = start;
        while (cut > 0 && text.charAt(cut - 1) == ' ') {
            cut--;
        }
        String without = text.substring(0, cut) + text.substring(end(list));
        String indent = " ".repeat((around == null ? 0 : column(around)) + 2);
        return new YamlSplice(without).asLines(cut, YamlWriter.lines(item, indent));
    }

    /** A list that was not there, as the last key of the document. */
    String beginning(@Nullable Node root, String key, Map<String, ?> item) {
        if (root instanceof MappingNode map && map.getFlowStyle() == FlowStyle.FLOW) {
            return intoBrackets(map, YamlWriter.key(key) + ": [" + YamlWriter.flow(item) + "]");
        }
        List<String> lines = new ArrayList<>(List.of(YamlWriter.key(key) + ":"));
        lines.addAll(YamlWriter.lines(item, "  "));
        if (root instanceof MappingNode map) {
            String indent = " ".repeat(column(map));
            return asLines(
                    lastLetter(map), lines.stream().map(line -> indent + line).toList());
        }
        if (root != null) {
            throw new UnfitTextException("the document is not made of keys and values");
        }
        return asLines(text.length(), lines);
    }

    private String intoBrackets(CollectionNode<?> collection, String piece) {
        int close = end(collection) - 1;
        if (collection.getValue().isEmpty()) {
            return spliced(close, close, piece);
        }
        int behind = lastLetter(collection.getValue().get(collection.getValue().size() - 1));
        return spliced(behind, behind, ", " + piece);
    }

    /** Lines of their own, below the line in which a place lies. */
    private String asLines(int place, List<String> lines) {
        int newline = text.indexOf('\n', place);
        String block = String.join(lineEnd, lines) + lineEnd;
        if (newline >= 0) {
            return spliced(newline + 1, newline + 1, block);
        }
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : lineEnd) + block;
    }

    private String spliced(int from, int to, String piece) {
        return text.substring(0, from) + piece + text.substring(to);
    }

    /** Behind the last letter that belongs to a node; the end it names itself may lie behind comments and blank lines. */
    private int lastLetter(Object part) {
        if (part instanceof NodeTuple entry) {
            return lastLetter(entry.getValueNode());
        }
        Node node = (Node) part;
        if (node instanceof CollectionNode<?> collection
                && collection.getFlowStyle() != FlowStyle.FLOW
                && !collection.getValue().isEmpty()) {
            return lastLetter(collection.getValue().get(collection.getValue().size() - 1));
        }
        int end = end(node);
        while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int start(Node node) {
        return offset(node.getStartMark().orElseThrow());
    }

    private int end(Node node) {
        return offset(node.getEndMark().orElseThrow());
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    /** Marks count code points, texts count halves of them. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
