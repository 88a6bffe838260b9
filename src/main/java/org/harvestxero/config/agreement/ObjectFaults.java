package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.harvestxero.config.yaml.NearestName;

/** What is wrong with the keys of one object: unknown, missing, too many of them. Each value is given back to the walk. */
final class ObjectFaults {
    private final AgreementFaults walk;

    ObjectFaults(AgreementFaults walk) {
        this.walk = walk;
    }

    void check(String pointer, JsonNode value, JsonNode wanted, String kind) {
        if (!(value instanceof ObjectNode object)) {
            walk.add(
                    pointer,
                    Pointers.label(pointer) + " wants " + AgreementExamples.of(kind, Pointers.key(pointer), value)
                            + AgreementFaults.given(value));
            return;
        }
        JsonNode properties = wanted.path("properties");
        List<String> known = new ArrayList<>();
        properties.fieldNames().forEachRemaining(known::add);
        JsonNode others = wanted.path("additionalProperties");
        Set<String> unknown = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String place = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (properties.has(field.getKey())) {
                walk.check(place, field.getValue(), properties.path(field.getKey()), "");
            } else if (others.isObject()) {
                other(place, field, wanted, others, kind);
            } else {
                unknown.add(field.getKey());
                walk.add(place, unknownKey(field.getKey(), known));
            }
        }
        required(pointer, object, wanted, unknown, known);
        size(pointer, object, wanted, kind);
    }

    /** Keys a person chooses: categories of tracking, currencies. */
    private void other(String place, Map.Entry<String, JsonNode> field, JsonNode wanted, JsonNode others, String kind) {
        String pattern = wanted.path("propertyNames").path("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.matches(pattern, field.getKey())) {
            walk.add(
                    place,
                    "\"" + field.getKey() + "\" is no currency: write three capital letters, such as EUR"
                            + CodeGuess.currency(field.getKey())
                                    .map(Guess::meant)
                                    .orElse(""));
        } else if (others.path("type").asText().equals("string")
                && !field.getValue().isTextual()) {
            if (field.getValue().isContainerNode() || field.getValue().isNull()) {
                walk.add(place, "\"" + field.getKey() + "\" wants one option, such as {Region: North}");
            } else {
                walk.add(
                        place,
                        "\"" + field.getKey() + "\" wants a text: put "
                                + field.getValue().asText() + " in quotes");
            }
        } else if (!others.path("type").asText().equals("string")) {
            walk.check(place, field.getValue(), others, kind);
        }
    }

    private static String unknownKey(String key, List<String> known) {
        String near = NearestName.of(key, known)
                .or(() -> known.stream()
                        .filter(each -> each.toLowerCase(Locale.ROOT)
                                .equals(key.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")))
                        .findFirst())
                .map(name -> "; did you mean " + name + "?")
                .orElse("; known are " + String.join(", ", known));
        return "\"" + key + "\" is not known here" + near;
    }

    private void required(String pointer, ObjectNode object, JsonNode wanted, Set<String> unknown, List<String> known) {
        for (JsonNode name : wanted.path("required")) {
            String key = name.asText();
            boolean misspelt = unknown.stream()
                    .anyMatch(each ->
                            NearestName.of(each, known).filter(key::equals).isPresent());
            if (!object.has(key) && !misspelt) {
                walk.add(pointer, "\"" + key + "\" is missing" + AgreementExamples.missing(key));
            }
        }
        JsonNode choices = wanted.path("oneOf");
        if (!choices.path(0).has("required")) {
            return;
        }
        List<String> names = new ArrayList<>();
        choices.forEach(choice -> names.add(choice.path("required").path(0).asText()));
        List<String> given = names.stream().filter(object::has).toList();
        boolean misspelt = given.isEmpty()
                && unknown.stream().anyMatch(each -> NearestName.of(each, names).isPresent());
        if (given.size() != 1 && !misspelt) {
            walk.add(
                    pointer,
                    "exactly one of " + String.join(", ", names) + " is needed"
                            + (given.isEmpty() ? "" : ", not " + String.join(" and ", given)));
        }
    }

    private void size(String pointer, ObjectNode object, JsonNode wanted, String kind) {
        boolean tooFew = object.size() < wanted.path("minProperties").asInt(0);
        boolean tooMany = wanted.has("maxProperties")
                && object.size() > wanted.path("maxProperties").asInt();
        if (tooMany && kind.equals("tracking")) {
            walk.add(
                    pointer, Pointers.label(pointer) + " has " + object.size() + " categories: Xero takes two at most");
        } else if (tooFew || tooMany) {
            walk.add(
                    pointer,
                    Pointers.label(pointer) + " wants " + AgreementExamples.of(kind, Pointers.key(pointer), object));
        }
    }
}
