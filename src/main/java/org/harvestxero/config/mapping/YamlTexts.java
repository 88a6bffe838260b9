package org.harvestxero.config.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A YAML text as a tree in which every value is the text that was written, so that the account {@code 090} keeps its zero, with
 * the line of each place.
 */
final class YamlTexts {
    private final YAMLParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlTexts(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * @param lines line from 1, by JSON pointer
     */
    record Tree(JsonNode root, Map<String, Integer> lines) {
        /** The line of a place, or of the nearest one around it. */
        int line(String pointer) {
            String at = pointer;
            while (!at.isEmpty() && !lines.containsKey(at)) {
                at = at.substring(0, at.lastIndexOf('/'));
            }
            return lines.getOrDefault(at, 1);
        }
    }

    /** @throws YamlMistake when it isn't YAML, names a key twice or uses aliases */
    static Tree read(String text) throws YamlMistake {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlTexts reader = new YamlTexts(parser);
            JsonNode root = parser.nextToken() == null ? JsonNodeFactory.instance.nullNode() : reader.value("");
            if (parser.nextToken() != null) {
                throw reader.mistake("a second document begins here; keep everything in one");
            }
            return new Tree(root, reader.lines);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String said = e.getOriginalMessage();
            throw new YamlMistake(YamlWords.line(text, said, line), "this isn't YAML: " + YamlWords.of(said));
        } catch (IOException e) {
            throw new YamlMistake(1, "it can't be read: " + e.getMessage());
        }
    }

    private JsonNode value(String pointer) throws IOException, YamlMistake {
        lines.putIfAbsent(pointer, line());
        if (parser.isCurrentAlias()) {
            throw mistake("aliases (*name) aren't understood here; write the value out");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> JsonNodeFactory.instance.textNode(parser.getText());
        };
    }

    private ObjectNode object(String pointer) throws IOException, YamlMistake {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (object.has(name)) {
                throw mistake("\"" + name + "\" is given twice");
            }
            lines.put(place, line());
            parser.nextToken();
            object.set(name, value(place));
        }
        return object;
    }

    private ArrayNode array(String pointer) throws IOException, YamlMistake {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(pointer + "/" + array.size()));
        }
        return array;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private YamlMistake mistake(String words) {
        return new YamlMistake(line(), words);
    }
}
