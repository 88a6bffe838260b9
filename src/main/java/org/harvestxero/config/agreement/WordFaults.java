package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is wrong with a value that is one of a few words, or a name or several. */
final class WordFaults {
    private final AgreementFaults walk;

    WordFaults(AgreementFaults walk) {
        this.walk = walk;
    }

    void oneOf(String pointer, JsonNode value, JsonNode allowed) {
        List<String> words = StreamSupport.stream(allowed.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        boolean fits = StreamSupport.stream(allowed.spliterator(), false)
                .anyMatch(each ->
                        each.isTextual() == value.isTextual() && each.asText().equals(value.asText()));
        if (value.isContainerNode() || !fits) {
            String given = value.isContainerNode() ? "" : ", not " + value.asText();
            walk.add(
                    pointer,
                    Pointers.label(pointer) + " is one of " + String.join(", ", words) + given + near(value, words));
        }
    }

    private static String near(JsonNode value, List<String> words) {
        return value.isTextual()
                ? Guess.word(value.asText(), words).map(Guess::meant).orElse("")
                : "";
    }

    void texts(String pointer, JsonNode value) {
        String wants = Pointers.label(pointer) + " wants one name or several, such as [Website, Shop]";
        if (value.isObject() || value.isBoolean() || value.isArray() && value.isEmpty()) {
            walk.add(pointer, wants);
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                if (each.isContainerNode() || each.isNull() || each.asText().isEmpty()) {
                    walk.add(pointer, wants);
                    return;
                }
            }
        } else if (value.asText().isEmpty()) {
            walk.add(pointer, Pointers.label(pointer) + " is empty: give it a value, or take the line out");
        }
    }

    /** When a person looks at a draft. */
    void condition(String pointer, JsonNode value, JsonNode choices) {
        List<String> words = StreamSupport.stream(choices.path(0).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (value.isObject()) {
            List<String> keys = new ArrayList<>();
            value.fieldNames().forEachRemaining(keys::add);
            for (JsonNode choice : choices) {
                String first = choice.path("required").path(0).asText();
                if (!first.isEmpty() && keys.contains(first)) {
                    walk.object(pointer, value, choice, "");
                    return;
                }
            }
        } else if (value.isTextual() && words.contains(value.asText())) {
            return;
        }
        walk.add(
                pointer,
                "a condition of review is one of " + String.join(", ", words)
                        + ", {totalAbove: 5000}, {variesFromPrevious: 20}, {variesFromMedian: 20, periods: 3}"
                        + (value.isContainerNode() ? "" : ", not " + value.asText()) + near(value, words));
    }
}
