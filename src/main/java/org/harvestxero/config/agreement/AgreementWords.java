package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.config.yaml.JsonSchemas;

/** The words a file such as an agreement may use, as its published schema explains them. */
public final class AgreementWords {
    private static final int DEEPEST = 5;
    /** Stands for names that people choose. */
    private static final String ANY_NAME = "…";

    private static final Map<String, List<Word>> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode schema;

    private AgreementWords(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * A word.
     *
     * @param name such as {@code calendar}
     * @param words what it says; empty where its name says enough
     * @param inside words it may be followed by
     */
    public record Word(String name, String words, List<Word> inside) {
        public Word {
            inside = List.copyOf(inside);
        }
    }

    /** Those of agreements, in the order of the schema, each with the words below it. */
    public static List<Word> all() {
        return of("/agreement.schema.json");
    }

    /** The same of another file. @param resource its schema */
    public static List<Word> of(String resource) {
        return KNOWN.computeIfAbsent(resource, name -> {
            JsonNode schema = JsonSchemas.of(name).getSchemaNode();
            return new AgreementWords(schema).of(schema, DEEPEST);
        });
    }

    /** @param levels so many of words are wanted; a schema may lead back to itself */
    private List<Word> of(JsonNode object, int levels) {
        List<Word> words = new ArrayList<>();
        if (levels > 0) {
            for (Map.Entry<String, JsonNode> property :
                    object.path("properties").properties()) {
                JsonNode wanted = property.getValue();
                JsonNode meant = meant(wanted);
                JsonNode items = meant.path("items");
                words.add(new Word(
                        property.getKey(),
                        said(wanted, meant),
                        of(items.isMissingNode() ? meant : meant(items), levels - 1)));
            }
            JsonNode named = object.path("additionalProperties");
            if (named.isObject()) {
                words.add(new Word(ANY_NAME, said(named, meant(named)), of(meant(named), levels - 1)));
            }
        }
        return words;
    }

    private JsonNode meant(JsonNode wanted) {
        String reference = wanted.path("$ref").asText();
        return reference.startsWith("#/$defs/")
                ? schema.path("$defs").path(reference.substring("#/$defs/".length()))
                : wanted;
    }

    private static String said(JsonNode wanted, JsonNode meant) {
        String own = wanted.path("description").asText();
        String words = own.isEmpty() ? meant.path("description").asText() : own;
        List<String> choices = new ArrayList<>();
        meant.path("enum").forEach(choice -> choices.add(choice.asText()));
        String choice = choices.isEmpty() ? "" : "One of " + String.join(", ", choices) + ".";
        return words.isEmpty() ? choice : choice.isEmpty() ? words : words + " " + choice;
    }
}
