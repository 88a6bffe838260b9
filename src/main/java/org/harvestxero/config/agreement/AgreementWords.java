package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.config.yaml.JsonSchemas;

/** The words a file of an agreement may use, as its published schema explains them. */
public final class AgreementWords {
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

    /** In the order of the schema, each with the words right below it. */
    public static List<Word> all() {
        JsonNode schema = JsonSchemas.of("/agreement.schema.json").getSchemaNode();
        return new AgreementWords(schema).of(schema, true);
    }

    private List<Word> of(JsonNode object, boolean deeper) {
        List<Word> words = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            JsonNode wanted = property.getValue();
            JsonNode meant = meant(wanted);
            words.add(new Word(
                    property.getKey(),
                    said(wanted, meant),
                    deeper
                            ? of(meant(meant.path("items").isMissingNode() ? meant : meant.path("items")), false)
                            : List.of()));
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
