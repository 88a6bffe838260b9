package org.harvestxero.config.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.config.yaml.JsonSchemas;
import org.harvestxero.config.yaml.NearestName;

/** What {@code mappings.schema.json} allows, with its refusals in plain words. */
final class MappingsSchema {
    private static final String RESOURCE = "/mappings.schema.json";

    private final JsonSchema schema;

    MappingsSchema() {
        schema = JsonSchemas.of(RESOURCE);
    }

    /** What is wrong with a tree, one sentence by JSON pointer of the place; empty when it is as it should be. */
    Map<String, String> refusals(JsonNode tree) {
        Map<String, String> refusals = new TreeMap<>();
        for (ValidationMessage message : schema.validate(tree)) {
            String place = message.getInstanceLocation().toString();
            if (message.getType().equals("additionalProperties")) {
                refusals.put(place + "/" + message.getProperty(), unknownKey(place, message.getProperty()));
            } else {
                refusals.putIfAbsent(place, words(lastPart(place), message));
            }
        }
        return refusals;
    }

    private static String words(String key, ValidationMessage message) {
        return switch (message.getType()) {
            case "required" -> "the rule doesn't say what to use; add \"" + message.getProperty() + "\"";
            case "minProperties" -> "\"" + key + "\" is empty; name at least one thing below it, or remove it";
            case "maxProperties" -> "Xero takes at most two tracking categories on a line; remove one";
            case "minLength" -> "\"" + key + "\" is empty; give it a value, or remove it";
            case "pattern", "enum" ->
                "\"" + key + "\" can't be \"" + text(message) + "\"; "
                        + expected(key.equals("currency") && message.getType().equals("enum") ? "currencies" : key);
            case "type" -> isEmpty(message) ? "\"" + key + "\" is empty; give it a value, or remove it" : expected(key);
            default -> "\"" + key + "\" can't be used as it is written";
        };
    }

    private static String expected(String key) {
        return switch (key) {
            case "" -> "write \"rules:\" and the rules below it";
            case "currency" -> "a currency is three capital letters, such as EUR";
            case "currencies" -> "expenses are taken in the currency of the client, or of the base";
            case "tax" -> "a tax is a percentage, such as 20 or 17.5";
            case "taxed" -> "taxed is no, zero (a tax of 0 %) or rate";
            case "projectType" -> "a project is time and materials, fixed fee or non-billable";
            case "expenses" -> "\"expenses\" takes keys and values, such as {period: month}";
            case "period" -> "a period is week, half-month or month";
            case "date" -> "a bill is dated last-spent or period-end";
            case "status" -> "a bill goes in as draft, submitted or authorised";
            case "amounts" -> "amounts are gross, net or untaxed";
            case "receipts" -> "receipts are required, wanted or ignored";
            case "contacts" -> "contacts takes match or create";
            case "billable" -> "billable is yes or no";
            case "as" -> "an expense goes as bill, spend or none";
            case "rules" -> "\"rules\" takes a list; begin each rule with a dash";
            case "when", "use" -> "\"" + key + "\" takes keys and values, such as {client: Acme} or {account: 260}";
            case "tracking" -> "\"tracking\" takes categories and options, such as {Region: North}";
            default -> key.matches("\\d+") ? "a rule takes when and use" : "\"" + key + "\" takes one text";
        };
    }

    private String unknownKey(String place, String key) {
        List<String> known = knownKeys(place);
        return "\"" + key + "\" is unknown here; "
                + NearestName.of(key, known)
                        .map(name -> "probably \"" + name + "\" is meant")
                        .orElse("known are " + String.join(", ", known));
    }

    private List<String> knownKeys(String place) {
        String part = lastPart(place);
        String definition = definition(place, part);
        List<String> known = new ArrayList<>();
        schema.getSchemaNode()
                .at(definition.isEmpty() ? "/properties" : "/$defs/" + definition + "/properties")
                .fieldNames()
                .forEachRemaining(known::add);
        return known;
    }

    /** Expenses have rules of their own. */
    private static String definition(String place, String part) {
        String definition = part.matches("\\d+") ? "rule" : part;
        boolean ofExpenses = place.startsWith("/expenses/") && !definition.isEmpty();
        return ofExpenses
                ? "expense" + definition.substring(0, 1).toUpperCase(Locale.ROOT) + definition.substring(1)
                : definition;
    }

    private static boolean isEmpty(ValidationMessage message) {
        return message.getInstanceNode() == null || message.getInstanceNode().isNull();
    }

    private static String text(ValidationMessage message) {
        return message.getInstanceNode() == null
                ? ""
                : message.getInstanceNode().asText();
    }

    private static String lastPart(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
