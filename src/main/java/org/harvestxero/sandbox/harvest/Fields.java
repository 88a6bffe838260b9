package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read field by field.
 *
 * <p>Reading only notes what is to change and what is wrong; {@link #apply()} then changes everything or, when something
 * was wrong, nothing. Fields nobody reads are ignored, as Harvest does.
 */
final class Fields {
    private static final int LONGEST_NUMBER = 40;

    private final ObjectNode body;
    private final List<String> problems;
    private final List<Runnable> changes = new ArrayList<>();

    Fields(ObjectNode body) {
        this(body, new ArrayList<>());
    }

    private Fields(ObjectNode body, List<String> problems) {
        this.body = body;
        this.problems = problems;
    }

    static Fields none() {
        return new Fields(Json.object());
    }

    /** Fields of a nested object; its problems count here. */
    Fields inside(ObjectNode nested) {
        return new Fields(nested, problems);
    }

    /** True when the field is there, be it null. */
    boolean has(String name) {
        return body.has(name);
    }

    @Nullable
    JsonNode node(String name) {
        JsonNode node = body.get(name);
        return node == null || node.isNull() ? null : node;
    }

    boolean isBlank(String name) {
        JsonNode node = node(name);
        return node == null || (node.isTextual() && node.textValue().isBlank());
    }

    /** Notes {@code problem} unless it holds. */
    void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    void require(String name, String label) {
        check(!isBlank(name), label + " can't be blank");
    }

    /** For changes: the field may be absent but not blank. */
    void keep(String name, String label) {
        check(!has(name) || !isBlank(name), label + " can't be blank");
    }

    void then(Runnable change) {
        changes.add(change);
    }

    /** Carries out what was noted. */
    void apply() {
        stopIfWrong();
        changes.forEach(Runnable::run);
    }

    void stopIfWrong() {
        if (!problems.isEmpty()) {
            throw HarvestProblem.unprocessable(String.join(", ", problems));
        }
    }

    @Nullable
    String text(String name) {
        JsonNode node = node(name);
        return node == null ? null : node.asText();
    }

    void text(String name, Consumer<@Nullable String> set) {
        if (has(name)) {
            String value = text(name);
            changes.add(() -> set.accept(value));
        }
    }

    /** Never null: a blank leaves what was. */
    void word(String name, Consumer<String> set) {
        String value = text(name);
        if (value != null) {
            changes.add(() -> set.accept(value));
        }
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        return node.isBoolean()
                ? node.booleanValue()
                : node.asText().equals("true") || node.asText().equals("1");
    }

    boolean flag(String name, boolean otherwise) {
        Boolean value = flag(name);
        return value == null ? otherwise : value;
    }

    void flag(String name, Consumer<Boolean> set) {
        Boolean value = flag(name);
        if (value != null) {
            changes.add(() -> set.accept(value));
        }
    }

    @Nullable
    BigDecimal decimal(String name) {
        JsonNode node = node(name);
        if (node == null || (node.isTextual() && node.textValue().isBlank())) {
            return null;
        }
        try {
            BigDecimal value = node.isNumber()
                    ? node.decimalValue()
                    : new BigDecimal(node.asText().trim());
            if (value.precision() <= LONGEST_NUMBER && Math.abs((long) value.scale()) <= LONGEST_NUMBER) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number of absurd size
        }
        problems.add(label(name) + " is not a number");
        return null;
    }

    void decimal(String name, Consumer<@Nullable BigDecimal> set) {
        if (has(name)) {
            BigDecimal value = decimal(name);
            changes.add(() -> set.accept(value));
        }
    }

    /** Never null: a null leaves what was. */
    void number(String name, Consumer<BigDecimal> set) {
        BigDecimal value = decimal(name);
        if (value != null) {
            changes.add(() -> set.accept(value));
        }
    }

    @Nullable
    Long whole(String name) {
        BigDecimal value = decimal(name);
        return value == null ? null : value.longValue();
    }

    @Nullable
    LocalDate date(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            problems.add(label(name) + " is not a valid date");
            return null;
        }
    }

    void date(String name, Consumer<@Nullable LocalDate> set) {
        if (has(name)) {
            LocalDate value = date(name);
            changes.add(() -> set.accept(value));
        }
    }

    @Nullable
    Instant time(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant value = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return value.truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            problems.add(label(name) + " is not a valid time");
            return null;
        }
    }

    /** The document a field points at; an unknown id is a problem. */
    <T> @Nullable T reference(String name, String label, LongFunction<@Nullable T> find) {
        Long id = whole(name);
        if (id == null) {
            return null;
        }
        T found = find.apply(id);
        check(found != null, label + " is invalid");
        return found;
    }

    List<Long> wholes(String name) {
        List<Long> values = new ArrayList<>();
        JsonNode node = node(name);
        if (node != null) {
            node.forEach(value -> values.add(value.asLong()));
        }
        return values;
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        JsonNode node = node(name);
        if (node != null) {
            node.forEach(value -> values.add(value.asText()));
        }
        return values;
    }

    List<ObjectNode> objects(String name) {
        List<ObjectNode> values = new ArrayList<>();
        JsonNode node = node(name);
        if (node != null) {
            node.forEach(value -> {
                if (value instanceof ObjectNode object) {
                    values.add(object);
                }
            });
        }
        return values;
    }

    @Nullable
    ObjectNode object(String name) {
        return node(name) instanceof ObjectNode object ? object : null;
    }

    private static String label(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
