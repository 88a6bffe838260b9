package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.harvestxero.config.mapping.NearestName;

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
        String label = label(pointer);
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
            WantedValue.of(kind, wanted, key(pointer))
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
            add(pointer, label(pointer) + " is one of " + String.join(", ", words) + given + near(value, words));
        }
    }

    private static String near(JsonNode value, List<String> words) {
        return value.isTextual()
                ? Guess.word(value.asText(), words).map(Guess::meant).orElse("")
                : "";
    }

    private void texts(String pointer, JsonNode value) {
        String wants = label(pointer) + " wants one name or several, such as [Website, Shop]";
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
            add(pointer, label(pointer) + " is empty: give it a value, or take the line out");
        }
    }

    private void object(String pointer, JsonNode value, JsonNode wanted, String kind) {
        if (!(value instanceof ObjectNode object)) {
            add(pointer, label(pointer) + " wants " + Examples.of(kind, key(pointer), value) + given(value));
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
                add(pointer, "\"" + key + "\" is missing" + Examples.missing(key));
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
            add(pointer, label(pointer) + " has " + object.size() + " categories: Xero takes two at most");
        } else if (tooFew || tooMany) {
            add(pointer, label(pointer) + " wants " + Examples.of(kind, key(pointer), object));
        }
    }

    /** A value of one kind or another; a list is taken for the list, all else for what is no list. */
    private void alternatives(String pointer, JsonNode value, JsonNode choices) {
        if (key(parent(pointer)).equals("when")) {
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
        String name = key(pointer);
        if (!value.isArray()) {
            add(pointer, label(pointer) + " wants a list, such as " + Examples.list(name, value) + given(value));
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
                    label(pointer) + " wants " + wants + ", such as " + Examples.list(name, value) + ", not "
                            + value.size());
        } else if (wanted.path("uniqueItems").asBoolean()) {
            Set<JsonNode> seen = new HashSet<>();
            for (JsonNode each : value) {
                if (!seen.add(each)) {
                    add(pointer, label(pointer) + " names " + each.asText() + " twice");
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

    /** The place as people call it: its key, or which entry of a list it is. */
    static String label(String pointer) {
        String key = key(pointer);
        return key.matches("\\d+")
                ? "entry " + (Integer.parseInt(key) + 1) + " of \"" + key(parent(pointer)) + "\""
                : pointer.isEmpty() ? "the file" : "\"" + key + "\"";
    }

    private static String key(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static String parent(String pointer) {
        int end = pointer.lastIndexOf('/');
        return end < 0 ? "" : pointer.substring(0, end);
    }

    /** How places are written that hold more than one value. */
    private static final class Examples {
        private static final Map<String, String> KEYS = Map.ofEntries(
                Map.entry("calendar", "keys and values, such as {every: month, due: net 30}"),
                Map.entry("include", "keys and values, such as {approval: submitted}"),
                Map.entry("rounding", "keys and values, such as {how: up, to: 15, per: entry}"),
                Map.entry("retainer", "keys and values, such as {fee: 1500, included: {hours: 20}}"),
                Map.entry("hourly", "{} or {minimum: 100}"),
                Map.entry("fixed", "keys and values, such as {phases: [{name: Launch, amount: 5000, on: 2026-11-30}]}"),
                Map.entry("free", "a reason, such as {reason: our own idea}"),
                Map.entry("overage", "keys and values, such as {rate: 120}"),
                Map.entry("match", "which work is meant, such as {projects: Website}"),
                Map.entry("tracking", "an option by category, such as {Region: North}"),
                Map.entry("review", "keys and values, such as {when: [first invoice]}"),
                Map.entry("sending", "keys and values, such as {status: draft}"),
                Map.entry("layout", "keys and values, such as {groupBy: [project]}"),
                Map.entry("expenses", "keys and values, such as {lines: each}"),
                Map.entry("texts", "texts by what they are for, such as {reference: \"PO {purchase-order}\"}"),
                Map.entry("rule", "keys and values, such as {name: Web, hourly: {}}"),
                Map.entry("rate", "keys and values, such as {role: Senior, hour: 95}"),
                Map.entry("cap", "keys and values, such as {name: Monthly, hours: 40}"),
                Map.entry("purchaseOrder", "keys and values, such as {number: 4711, money: 25000}"),
                Map.entry(
                        "reduction",
                        "keys and values, such as {kind: discount, off: invoice, percent: 10, reason: Friends}"),
                Map.entry("phase", "keys and values, such as {name: Launch, amount: 5000, on: 2026-11-30}"),
                Map.entry("codingLine", "keys and values, such as {for: {tasks: Design}, account: 205}"),
                Map.entry("expenseRule", "keys and values, such as {for: {categories: Mileage}, unitPrice: 0.65}"));

        private static final Map<String, String> LISTS = Map.ofEntries(
                Map.entry("rules", "[{name: Web, hourly: {}}]"),
                Map.entry("rates", "[{role: Senior, hour: 95}]"),
                Map.entry("caps", "[{name: Monthly, hours: 40}]"),
                Map.entry("purchaseOrders", "[{number: 4711, money: 25000}]"),
                Map.entry("reductions", "[{kind: discount, off: invoice, percent: 10, reason: Friends}]"),
                Map.entry("coding", "[{for: {tasks: Design}, account: 205}]"),
                Map.entry("phases", "[{name: Launch, amount: 5000, on: 2026-11-30}]"),
                Map.entry("tiers", "[{upTo: 5, rate: 65}, {rate: 75}]"),
                Map.entry("days", "[1, 16]"),
                Map.entry("weekend", "[Saturday, Sunday]"),
                Map.entry("warnAt", "[80, 100]"),
                Map.entry("ratePrecedence", "[person, task, role, project]"),
                Map.entry("groupBy", "[project, task]"),
                Map.entry("when", "[first invoice]"),
                Map.entry("steps", "[project manager]"),
                Map.entry("done", "[{since: 2026-11-30, percent: 50}]"));

        static String of(String kind, String key, JsonNode value) {
            if (kind.equals("limit")) {
                String number = value.isNumber() ? value.asText() : "20";
                String money = value.isNumber() ? value.asText() : "1500";
                return "{hours: " + number + "} or {money: " + money + "}";
            }
            return Optional.ofNullable(KEYS.get(kind))
                    .or(() -> Optional.ofNullable(KEYS.get(key)))
                    .orElse("keys and values");
        }

        static String list(String key, JsonNode value) {
            return LISTS.getOrDefault(key, value.isContainerNode() ? "[one, another]" : "[" + value.asText() + "]");
        }

        static String missing(String key) {
            return switch (key) {
                case "included" -> ": say what the fee covers, such as included: {hours: 20}";
                case "phases" -> ": such as phases: " + LISTS.get("phases");
                default -> "";
            };
        }
    }

    /** Amounts and numbers within what the schema allows. */
    static boolean isWithin(BigDecimal number, JsonNode wanted) {
        return !(wanted.has("minimum")
                        && number.compareTo(wanted.path("minimum").decimalValue()) < 0)
                && !(wanted.has("exclusiveMinimum")
                        && number.compareTo(wanted.path("exclusiveMinimum").decimalValue()) <= 0)
                && !(wanted.has("maximum")
                        && number.compareTo(wanted.path("maximum").decimalValue()) > 0);
    }
}
