package org.harvestxero.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.harvestxero.mcp.tool.Tool;

/** Holds what comes and goes against the schemas of the tools. Safe for several threads. */
final class Schemas implements JsonSchemaValidator {
    private static final int MOST_COMPLAINTS = 5;

    private final ObjectMapper json;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    /** By the very object that a tool was offered with. */
    private final Map<Map<String, Object>, JsonSchema> told = new IdentityHashMap<>();

    private final Map<String, JsonSchema> taken = new ConcurrentHashMap<>();

    Schemas(ObjectMapper json) {
        this.json = json;
    }

    /** What is wrong with arguments, in words; empty when nothing is. */
    Optional<String> complaint(Tool.Card card, Map<String, Object> arguments) {
        JsonSchema schema =
                taken.computeIfAbsent(card.name(), name -> compiled(card.takes().schema()));
        Set<ValidationMessage> wrong = schema.validate(json.<JsonNode>valueToTree(arguments));
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("The arguments don't fit " + card.name() + ": "
                        + wrong.stream()
                                .sorted(Comparator.comparing(ValidationMessage::getMessage))
                                .limit(MOST_COMPLAINTS)
                                .map(ValidationMessage::getMessage)
                                .collect(Collectors.joining("; "))
                        + ". It takes: " + names(card) + ".");
    }

    private static String names(Tool.Card card) {
        return card.takes().schema().get("properties") instanceof Map<?, ?> properties && !properties.isEmpty()
                ? properties.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "nothing";
    }

    /** What tools answer, by the schema that was told. */
    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object content) {
        JsonSchema known;
        synchronized (told) {
            known = told.computeIfAbsent(schema, this::compiled);
        }
        Set<ValidationMessage> wrong = known.validate(json.<JsonNode>valueToTree(content));
        return wrong.isEmpty()
                ? ValidationResponse.asValid("")
                : ValidationResponse.asInvalid(wrong.stream()
                        .limit(MOST_COMPLAINTS)
                        .map(ValidationMessage::getMessage)
                        .collect(Collectors.joining("; ")));
    }

    private JsonSchema compiled(Map<String, Object> schema) {
        return factory.getSchema(json.<JsonNode>valueToTree(schema));
    }

    /** As JSON. */
    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
