package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.harvestxero.config.yaml.NearestName;

/**
 * Says what is wrong with an agreement in the words of the trade: all of it at once, each with what is allowed there and what was
 * probably meant. Walks the published schema beside the file; whether a file is good is for {@link AgreementSchema} to decide.
 */
final class AgreementFaults {
    private final JsonNode schema;
    private final List<Fault> faults = new ArrayList<>();

    private AgreementFaults(JsonNode schema) {
        this.schema = schema;
    }

    /** In the order of the schema and the file. */
    static List<Fault> of(JsonNode schema, JsonNode tree) {
        AgreementFaults walk = new AgreementFaults(schema);
        walk.check("", tree, schema, "");
        return List.copyOf(walk.faults);
    }

    private void add(String pointer, String reason) {
        faults.add(new Fault(pointer, reason));
    }

    /** @param kind name of the definition the place is of; empty for the file itself */
    private void check(String pointer, JsonNode value, JsonNode wanted, String kind) {
        JsonNode reference = wanted.path("$ref");
        if (reference.isTextual()) {
            String name = reference.asText().substring("#/$defs/".length());
            check(pointer, value, schema.path("$defs").path(name), name);
            return;
        }
        String label = Pointers.label(pointer);
        if (value.isNull()) {
            add(pointer, label + " is empty: give it a value, or take the line out");
        } else if (wanted.has("enum")) {
            oneOf(pointer, value, wanted.path("enum"));
        } else if (kind.equals("texts")) {
            texts(pointer, value);
        } else if (wanted.path("oneOf").path(0).has("required") || isObject(wanted)) {
            object(pointer, value, wanted, kind);
        } else if (wanted.has("oneOf")) {
            alternatives(pointer, value, wanted.path("oneOf"));
        } else if (wanted.path("type").asText().equals("array")) {
            list(pointer, value, wanted, kind);
        } else {
            WantedValue.of(kind, wanted, Pointers.key(pointer))
                    .complaint(value)
                    .ifPresent(words -> add(pointer, label + " " + words));
        }
    }

    private static boolean isObject(JsonNode wanted) {
        return wanted.path("type").asText().equals("object");
    }

    private void oneOf(String pointer, JsonNode value, JsonNode allowed) {
        List<String> words = StreamSupport.stream(allowed.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        boolean fits = StreamSupport.stream(allowed.spliterator(), false)
                .anyMatch(each ->
                        each.isTextual() == value.isTextual() && each.asText().equals(value.asText()));
        if (value.isContainerNode() || !fits) {
            String given = value.isContainerNode() ? "" : ", not " + value.asText();
            add(
                    pointer,
                    Pointers.label(pointer) + " is one of " + String.join(", ", words) + given + near(value, words));
        }
    }

    private static String near(JsonNode value, List<String> words) {
        return value.isTextual()
                ? Guess.word(value.asText(), words).map(Guess::meant).orElse("")
                : "";
    }

    private void texts(String pointer, JsonNode value) {
        String wants = Pointers.label(pointer) + " wants one name or several, such as [Website, Shop]";
        if (value.isObject() || value.isBoolean() || value.isArray() && value.isEmpty()) {
            add(pointer, wants);
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                if (each.isContainerNode() || each.isNull() || each.asText().isEmpty()) {
                    add(pointer, wants);
                    return;
                }
            }
        } else if (value.asText().isEmpty()) {
            add(pointer, Pointers.label(pointer) + " is empty: give it a value, or take the line out");
        }
    }

    private void object(String pointer, JsonNode value, JsonNode wanted, String kind) {
        if (!(value instanceof ObjectNode object)) {
            add(
                    pointer,
                    Pointers.label(pointer) + " wants " + AgreementExamples.of(kind, Pointers.key(pointer), value)
                            + given(value));
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
                check(place, field.getValue(), properties.path(field.getKey()), "");
            } else if (others.isObject()) {
                other(place, field, wanted, others, kind);
            } else {
                unknown.add(field.getKey());
                add(place, unknownKey(field.getKey(), known));
            }
        }
        required(pointer, object, wanted, unknown, known);
        size(pointer, object, wanted, kind);
    }

    /** Keys a person chooses: categories of tracking, currencies. */
    private void other(String place, Map.Entry<String, JsonNode> field, JsonNode wanted, JsonNode others, String kind) {
        String pattern = wanted.path("propertyNames").path("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.matches(pattern, field.getKey())) {
            add(
                    place,
                    "\"" + field.getKey() + "\" is no currency: write three capital letters, such as EUR"
                            + Guess.currency(field.getKey()).map(Guess::meant).orElse(""));
        } else if (others.path("type").asText().equals("string")
                && !field.getValue().isTextual()) {
            if (field.getValue().isContainerNode() || field.getValue().isNull()) {
                add(place, "\"" + field.getKey() + "\" wants one option, such as {Region: North}");
            } else {
                add(
                        place,
                        "\"" + field.getKey() + "\" wants a text: put "
                                + field.getValue().asText() + " in quotes");
            }
        } else if (!others.path("type").asText().equals("string")) {
            check(place, field.getValue(), others, kind);
        }
    }

    private static String unknownKey(String key, List<String> known) {
        String near = NearestName.of(key, known)
                .or(() -> known.stream()
                        .filter(each -> each.toLowerCase(java.util.Locale.ROOT)
                                .equals(key.toLowerCase(java.util.Locale.ROOT).replaceAll("[ _-]", "")))
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
                add(pointer, "\"" + key + "\" is missing" + AgreementExamples.missing(key));
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
            add(
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
            add(pointer, Pointers.label(pointer) + " has " + object.size() + " categories: Xero takes two at most");
        } else if (tooFew || tooMany) {
            add(
                    pointer,
                    Pointers.label(pointer) + " wants " + AgreementExamples.of(kind, Pointers.key(pointer), object));
        }
    }

    /** A value of one kind or another; a list is taken for the list, all else for what is no list. */
    private void alternatives(String pointer, JsonNode value, JsonNode choices) {
        if (Pointers.key(Pointers.parent(pointer)).equals("when")) {
            condition(pointer, value, choices);
            return;
        }
        for (JsonNode choice : choices) {
            if (choice.path("type").asText().equals("array") == value.isArray()) {
                check(pointer, value, choice, "");
                return;
            }
        }
    }

    /** When a person looks at a draft. */
    private void condition(String pointer, JsonNode value, JsonNode choices) {
        List<String> words = StreamSupport.stream(choices.path(0).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (value.isObject()) {
            List<String> keys = new ArrayList<>();
            value.fieldNames().forEachRemaining(keys::add);
            for (JsonNode choice : choices) {
                String first = choice.path("required").path(0).asText();
                if (!first.isEmpty() && keys.contains(first)) {
                    object(pointer, value, choice, "");
                    return;
                }
            }
        } else if (value.isTextual() && words.contains(value.asText())) {
            return;
        }
        add(
                pointer,
                "a condition of review is one of " + String.join(", ", words)
                        + ", {totalAbove: 5000}, {variesFromPrevious: 20}, {variesFromMedian: 20, periods: 3}"
                        + (value.isContainerNode() ? "" : ", not " + value.asText()) + near(value, words));
    }

    private void list(String pointer, JsonNode value, JsonNode wanted, String kind) {
        String name = Pointers.key(pointer);
        if (!value.isArray()) {
            add(
                    pointer,
                    Pointers.label(pointer) + " wants a list, such as " + AgreementExamples.list(name, value)
                            + given(value));
            return;
        }
        int least = wanted.path("minItems").asInt(0);
        int most = wanted.path("maxItems").asInt(Integer.MAX_VALUE);
        if (value.size() < least || value.size() > most) {
            String wants = least == most
                    ? Integer.toString(least)
                    : value.size() < least ? "at least " + least : "at most " + most;
            add(
                    pointer,
                    Pointers.label(pointer) + " wants " + wants + ", such as " + AgreementExamples.list(name, value)
                            + ", not " + value.size());
        } else if (wanted.path("uniqueItems").asBoolean()) {
            Set<JsonNode> seen = new HashSet<>();
            for (JsonNode each : value) {
                if (!seen.add(each)) {
                    add(pointer, Pointers.label(pointer) + " names " + each.asText() + " twice");
                }
            }
        }
        for (int i = 0; i < value.size(); i++) {
            check(pointer + "/" + i, value.get(i), wanted.path("items"), kind);
        }
    }

    static String given(JsonNode value) {
        return value.isContainerNode() ? "" : ", not " + value.asText();
    }
}
