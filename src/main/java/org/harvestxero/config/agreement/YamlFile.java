package org.harvestxero.config.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.config.mapping.YamlWords;

/**
 * One YAML document and the line of every place in it.
 *
 * @param name of the file, without its folder
 * @param root what it says; an empty file says an empty object
 * @param lines line from 1, by JSON pointer
 */
record YamlFile(String name, ObjectNode root, Map<String, Integer> lines) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static YamlFile empty(String name) {
        return new YamlFile(name, NODES.objectNode(), Map.of());
    }

    static YamlFile read(String name, String text) throws AgreementRefusedException {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new Reading(name, parser).document();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String said = e.getOriginalMessage();
            throw new AgreementRefusedException(
                    name, YamlWords.line(text, said, line), "not YAML: " + YamlWords.of(said));
        } catch (IOException e) {
            throw new AgreementRefusedException(name, 1, "cannot be read: " + e.getMessage());
        }
    }

    /** The line of the place or of what is around it; empty when the file says nothing there. */
    Optional<Integer> lineOf(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Walks the parser's tokens once. */
    private static final class Reading {
        private final String name;
        private final YAMLParser parser;
        private final Map<String, Integer> lines = new HashMap<>();

        Reading(String name, YAMLParser parser) {
            this.name = name;
            this.parser = parser;
        }

        YamlFile document() throws IOException, AgreementRefusedException {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return empty(name);
            }
            JsonNode root = node("");
            if (!(root instanceof ObjectNode object)) {
                throw refused("the file is made of keys and values");
            }
            if (parser.nextToken() != null) {
                throw refused("a second document starts here; keep everything in one");
            }
            return new YamlFile(name, object, lines);
        }

        private JsonNode node(String pointer) throws IOException, AgreementRefusedException {
            lines.putIfAbsent(pointer, line());
            JsonToken token = parser.currentToken();
            if (parser.isCurrentAlias()) {
                throw refused("aliases are not supported; write the value out");
            }
            return switch (token) {
                case START_OBJECT -> object(pointer);
                case START_ARRAY -> array(pointer);
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
                default -> TextNode.valueOf(parser.getText());
            };
        }

        private ObjectNode object(String pointer) throws IOException, AgreementRefusedException {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                if (object.has(key)) {
                    throw refused("\"" + key + "\" is given twice");
                }
                String child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                lines.put(child, line());
                parser.nextToken();
                object.set(key, node(child));
            }
            return object;
        }

        private ArrayNode array(String pointer) throws IOException, AgreementRefusedException {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(node(pointer + "/" + array.size()));
            }
            return array;
        }

        /** A number as it is written; what starts with a needless zero, such as account 090, is a text. */
        private static JsonNode number(String text) {
            if (!text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?")) {
                return TextNode.valueOf(text);
            }
            BigDecimal value = new BigDecimal(text);
            return value.scale() == 0 && value.precision() < 10
                    ? NODES.numberNode(value.intValueExact())
                    : DecimalNode.valueOf(value);
        }

        private int line() {
            return parser.currentTokenLocation().getLineNr();
        }

        private AgreementRefusedException refused(String reason) {
            return new AgreementRefusedException(name, line(), reason);
        }
    }
}
