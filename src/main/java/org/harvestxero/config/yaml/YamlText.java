package org.harvestxero.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of a YAML document in which single places are changed while all else stays as somebody wrote it, to the byte: comments, blank
 * lines, quotes, the order of keys. What can't be changed without touching more is refused. Places are JSON pointers.
 */
public final class YamlText {
    private final String text;
    private final @Nullable Node root;

    private YamlText(String text, @Nullable Node root) {
        this.text = text;
        this.root = root;
    }

    /** @throws UnfitTextException when it is no YAML */
    public static YamlText of(String text) {
        try {
            return new YamlText(
                    text,
                    new Compose(LoadSettings.builder().build())
                            .composeString(text)
                            .orElse(null));
        } catch (YamlEngineException e) {
            throw new UnfitTextException("it is no YAML");
        }
    }

    /** A text in which a place can't be changed alone. */
    public static final class UnfitTextException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnfitTextException(String reason) {
            super(reason);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** The value of a place; empty where there is none, or more than a value. */
    public Optional<String> value(String pointer) {
        return Optional.ofNullable(leaves().get(pointer));
    }

    /** The line of a place, from 1; empty where there is no such place. */
    public Optional<Integer> line(String pointer) {
        return find(pointer).flatMap(Node::getStartMark).map(mark -> mark.getLine() + 1);
    }

    /**
     * With another value at a place. The last key of the pointer may be missing so far; it is added behind the others then.
     *
     * @throws UnfitTextException when more than that would have to be touched
     */
    public YamlText with(String pointer, String value) {
        Optional<Node> there = find(pointer);
        YamlText changed;
        if (there.isPresent()) {
            if (!(there.get() instanceof ScalarNode scalar)) {
                throw new UnfitTextException("more than one value stands there");
            }
            changed = of(splice().replacing(scalar, value));
        } else {
            int last = pointer.lastIndexOf('/');
            String key = YamlPointer.unescaped(pointer.substring(last + 1));
            Node around = find(pointer.substring(0, last))
                    .orElseThrow(() -> new UnfitTextException("what it belongs to is not there"));
            if (!(around instanceof MappingNode map)) {
                throw new UnfitTextException("it would not stand among keys and values");
            }
            changed = of(splice().adding(map, YamlWriter.entry(key, value)));
        }
        return changed.checked(this, Map.of(pointer, value));
    }

    /**
     * With one more item at the end of a list, which may be missing so far where it is a key of the document itself.
     *
     * @param item texts, or maps of texts, by key
     * @throws UnfitTextException when more than that would have to be touched
     */
    public YamlText withItem(String list, Map<String, ?> item) {
        Optional<Node> there = find(list);
        YamlText changed = of(
                there.isPresent()
                        ? splice().appending(parent(list), there.get(), item)
                        : splice().beginning(root, YamlPointer.unescaped(list.substring(1)), item));
        int at = there.filter(SequenceNode.class::isInstance)
                .map(node -> ((SequenceNode) node).getValue().size())
                .orElse(0);
        Map<String, String> added = new LinkedHashMap<>();
        YamlPointer.flatten(list + "/" + at, item, added);
        return changed.checked(this, added);
    }

    private YamlSplice splice() {
        return new YamlSplice(text);
    }

    private @Nullable Node parent(String pointer) {
        return find(pointer.substring(0, pointer.lastIndexOf('/'))).orElse(null);
    }

    /** Nothing else says anything else than before. */
    private YamlText checked(YamlText before, Map<String, String> wanted) {
        Map<String, String> expected = new LinkedHashMap<>(before.leaves());
        expected.putAll(wanted);
        if (!leaves().equals(expected)) {
            throw new UnfitTextException("the text is written in a way that can't be changed in one place alone");
        }
        return this;
    }

    /** Each value by its place. */
    private Map<String, String> leaves() {
        Map<String, String> leaves = new LinkedHashMap<>();
        if (root != null) {
            YamlPointer.flatten("", root, leaves);
        }
        return leaves;
    }

    private Optional<Node> find(String pointer) {
        Optional<Node> at = Optional.ofNullable(root);
        if (pointer.isEmpty()) {
            return at;
        }
        for (String part : List.of(pointer.substring(1).split("/", -1))) {
            at = at.flatMap(node -> child(node, YamlPointer.unescaped(part)));
        }
        return at;
    }

    private static Optional<Node> child(Node node, String part) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .filter(entry -> YamlPointer.key(entry).equals(part))
                    .map(NodeTuple::getValueNode)
                    .findFirst();
        }
        return node instanceof SequenceNode list
                        && part.matches("\\d{1,6}")
                        && Integer.parseInt(part) < list.getValue().size()
                ? Optional.of(list.getValue().get(Integer.parseInt(part)))
                : Optional.empty();
    }
}
