package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.Optional;
import org.harvestxero.config.yaml.JsonSchemas;

/** The published shape of files such as agreements, {@code agreement.schema.json}. */
final class AgreementSchema {
    private final JsonSchema schema;

    AgreementSchema(String resource) {
        schema = JsonSchemas.of(resource);
    }

    /**
     * A place and what is wrong there.
     *
     * @param pointer JSON pointer of the place
     * @param reason for people
     */
    record Fault(String pointer, String reason) {}

    /** What it says, for {@link AgreementFaults} to put into words. */
    JsonNode definition() {
        return schema.getSchemaNode();
    }

    /** The JSON pointer of a place that doesn't fit; empty when everything does. */
    Optional<String> misfit(JsonNode tree) {
        return schema.validate(tree).stream()
                .map(message -> message.getInstanceLocation().toString())
                .sorted()
                .findFirst();
    }

    /** The most telling fault; empty when there is none. */
    Optional<Fault> fault(JsonNode tree) {
        return schema.validate(tree).stream()
                .min(Comparator.comparingInt(AgreementSchema::rank)
                        .thenComparing(message -> message.getInstanceLocation().toString()))
                .map(AgreementSchema::fault);
    }

    /** Unknown keys first: what else goes wrong often follows from them; what only one choice misses last. */
    private static int rank(ValidationMessage message) {
        boolean inChoice = message.getEvaluationPath().toString().contains("/oneOf/");
        return switch (message.getType()) {
            case "additionalProperties" -> 0;
            case "oneOf" -> 2;
            case "required", "type" -> inChoice ? 3 : 1;
            default -> 1;
        };
    }

    private static Fault fault(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String key = pointer.substring(pointer.lastIndexOf('/') + 1);
        JsonNode value = message.getInstanceNode();
        String given = value == null || value.isContainerNode() ? "" : ", not " + value.asText();
        return switch (message.getType()) {
            case "additionalProperties" ->
                new Fault(pointer + "/" + message.getProperty(), "\"" + message.getProperty() + "\" is not known here");
            case "required" -> new Fault(pointer, "\"" + message.getProperty() + "\" is missing");
            case "enum" -> new Fault(pointer, "\"" + key + "\" is one of " + allowed(message) + given);
            case "multipleOf" -> new Fault(pointer, "\"" + key + "\" has too many decimals" + given);
            case "pattern" -> new Fault(pointer, "\"" + key + "\" can't be read" + given);
            case "oneOf" -> new Fault(pointer, oneOf(key, message));
            default -> new Fault(pointer, "\"" + key + "\" " + message.getError() + given);
        };
    }

    private static String allowed(ValidationMessage message) {
        JsonNode values = message.getSchemaNode();
        return values == null
                ? "the known words"
                : values.toString().replaceAll("[\\[\\]\"]", "").replace(",", ", ");
    }

    private static String oneOf(String key, ValidationMessage message) {
        JsonNode choices = message.getSchemaNode();
        if (choices == null || !choices.isArray() || !choices.get(0).has("required")) {
            return "\"" + key + "\" can't be read";
        }
        StringBuilder names = new StringBuilder();
        choices.forEach(choice -> names.append(names.isEmpty() ? "" : ", ")
                .append(choice.path("required").path(0).asText()));
        return "exactly one of " + names + " is needed";
    }
}
