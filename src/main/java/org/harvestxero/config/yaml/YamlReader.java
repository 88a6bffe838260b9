package org.harvestxero.config.yaml;

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
import org.harvestxero.config.yaml.YamlMistake.Kind;

/** Reads one YAML document as a tree, with the line of each place. */
public final class YamlReader implements AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final Values values;
    private final YAMLParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlReader(String text, Values values, YAMLParser parser) {
        this.text = text;
        this.values = values;
        this.parser = parser;
    }

    /** What becomes of single values. */
    public enum Values {
        /** Each is the text that was written, so that the account {@code 090} keeps its zero. */
        AS_WRITTEN,
        /** Numbers and booleans are such; what starts with a needless zero, such as account 090, is a text. */
        TYPED
    }

    public static YamlReader of(String text, Values values) throws YamlMistake {
        try {
            return new YamlReader(text, values, new YAMLFactory().createParser(text));
        } catch (IOException e) {
            throw new YamlMistake(Kind.UNREADABLE, 1, String.valueOf(e.getMessage()));
        }
    }

    /** Line from 1, by JSON pointer of each place read so far. */
    public Map<String, Integer> lines() {
        return lines;
    }

    /** Where the reader stands, from 1. */
    public int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The document; a null node for an empty one. */
    public JsonNode root() throws YamlMistake {
        try {
            return parser.nextToken() == null ? NODES.nullNode() : value("");
        } catch (IOException e) {
            throw mistake(e);
        }
    }

    /** @throws YamlMistake when another document follows */
    public void end() throws YamlMistake {
        try {
            if (parser.nextToken() != null) {
                throw mistake(Kind.SECOND_DOCUMENT, "");
            }
        } catch (IOException e) {
            throw mistake(e);
        }
    }

    @Override
    public void close() throws YamlMistake {
        try {
            parser.close();
        } catch (IOException e) {
            throw mistake(e);
        }
    }

    private JsonNode value(String pointer) throws IOException, YamlMistake {
        lines.putIfAbsent(pointer, line());
        if (parser.isCurrentAlias()) {
            throw mistake(Kind.ALIAS, "");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_NULL -> NODES.nullNode();
            default -> values == Values.AS_WRITTEN ? NODES.textNode(parser.getText()) : typed();
        };
    }

    private JsonNode typed() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private static JsonNode number(String written) {
        if (!written.matches("-?(0|[1-9]\\d*)(\\.\\d+)?")) {
            return TextNode.valueOf(written);
        }
        BigDecimal value = new BigDecimal(written);
        return value.scale() == 0 && value.precision() < 10
                ? NODES.numberNode(value.intValueExact())
                : DecimalNode.valueOf(value);
    }

    private ObjectNode object(String pointer) throws IOException, YamlMistake {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (object.has(key)) {
                throw mistake(Kind.REPEATED_KEY, key);
            }
            String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            lines.put(place, line());
            parser.nextToken();
            object.set(key, value(place));
        }
        return object;
    }

    private ArrayNode array(String pointer) throws IOException, YamlMistake {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(pointer + "/" + array.size()));
        }
        return array;
    }

    private YamlMistake mistake(Kind kind, String detail) {
        return new YamlMistake(kind, line(), detail);
    }

    private YamlMistake mistake(IOException failure) {
        if (failure instanceof JsonProcessingException syntax) {
            int line = syntax.getLocation() == null ? 1 : syntax.getLocation().getLineNr();
            String said = syntax.getOriginalMessage();
            return new YamlMistake(Kind.SYNTAX, YamlWords.line(text, said, line), YamlWords.of(said));
        }
        return new YamlMistake(Kind.UNREADABLE, 1, String.valueOf(failure.getMessage()));
    }
}
