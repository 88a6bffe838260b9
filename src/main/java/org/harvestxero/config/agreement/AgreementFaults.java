package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is wrong with an agreement in the words of the trade: all of it at once, each with what is allowed there and what was
 * probably meant. Walks the published schema beside the file; whether a file is good is for {@link AgreementSchema} to decide.
 */
final class AgreementFaults {
    private final JsonNode schema;
    private final List<Fault> faults = new ArrayList<>();
    private final ObjectFaults objects = new ObjectFaults(this);
    private final WordFaults words = new WordFaults(this);

    private AgreementFaults(JsonNode schema) {
        this.schema = schema;
    }

    /** In the order of the schema and the file. */
    static List<Fault> of(JsonNode schema, JsonNode tree) {
        AgreementFaults walk = new AgreementFaults(schema);
        walk.check("", tree, schema, "");
        return List.copyOf(walk.faults);
    }

    /** The same; where it finds nothing, the schema itself is asked. */
    static List<Fault> of(AgreementSchema schema, JsonNode tree) {
        List<Fault> faults = of(schema.definition(), tree);
        return faults.isEmpty() ? misfit(schema, tree).stream().toList() : faults;
    }

    /** What the schema refuses, without a reason. */
    static Optional<Fault> misfit(AgreementSchema schema, JsonNode tree) {
        return schema.misfit(tree)
                .map(place -> new Fault(place, Pointers.label(place) + " can't be used as it is written"));
    }

    void add(String pointer, String reason) {
        faults.add(new Fault(pointer, reason));
    }

    /** @param kind name of the definition the place is of; empty for the file itself */
    void check(String pointer, JsonNode value, JsonNode wanted, String kind) {
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
            words.oneOf(pointer, value, wanted.path("enum"));
        } else if (kind.equals("texts")) {
            words.texts(pointer, value);
        } else if (wanted.path("oneOf").path(0).has("required") || isObject(wanted)) {
            object(pointer, value, wanted, kind);
        } else if (wanted.has("oneOf")) {
            alternatives(pointer, value, wanted.path("oneOf"));
        } else if (wanted.path("type").asText().equals("array")) {
            list(pointer, value, wanted, kind);
        } else {
            WantedValue.of(kind, wanted, Pointers.key(pointer))
                    .complaint(value)
                    .ifPresent(complaint -> add(pointer, label + " " + complaint));
        }
    }

    private static boolean isObject(JsonNode wanted) {
        return wanted.path("type").asText().equals("object");
    }

    void object(String pointer, JsonNode value, JsonNode wanted, String kind) {
        objects.check(pointer, value, wanted, kind);
    }

    /** A value of one kind or another; a list is taken for the list, all else for what is no list. */
    private void alternatives(String pointer, JsonNode value, JsonNode choices) {
        if (Pointers.key(Pointers.parent(pointer)).equals("when")) {
            words.condition(pointer, value, choices);
            return;
        }
        for (JsonNode choice : choices) {
            if (choice.path("type").asText().equals("array") == value.isArray()) {
                check(pointer, value, choice, "");
                return;
            }
        }
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
