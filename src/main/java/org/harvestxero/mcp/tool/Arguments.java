package org.harvestxero.mcp.tool;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.jspecify.annotations.Nullable;

/** What a tool was given; it keeps to the tool's schema. */
public final class Arguments {
    private final Map<String, Object> values;

    public Arguments(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** All of them, by name. */
    public Map<String, Object> all() {
        return values;
    }

    /** Without blanks around it; empty where it was not given, or only blanks. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text.strip() : "";
    }

    /** As it was given. */
    public String whole(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    public @Nullable String textOrNull(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    /** @throws DecisionException where nothing was given */
    public String needed(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw new DecisionException("Give " + name + ": without it there is nothing to look up.");
        }
        return text;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public Optional<Integer> number(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    /** Texts of a list; empty where none was given. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public @Nullable BigDecimal amount(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new DecisionException(name + " is no amount: write it such as 1250.00.");
        }
    }

    /** @throws DecisionException where it names no day of the calendar */
    public @Nullable LocalDate day(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new DecisionException(
                    name + " is no day of the calendar: write a day that there is, such as 2026-02-28.");
        }
    }

    /** @throws DecisionException where it names no month */
    public @Nullable YearMonth month(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new DecisionException(name + " is no month: write one such as 2026-10.");
        }
    }

    /**
     * How many rows are wanted; as many as usual where nothing is said.
     *
     * @throws DecisionException when that is beyond what the caller may have
     */
    public int most(Caller caller) {
        int bound = caller.rows();
        int wanted = number("most").orElse(Math.min(Caller.USUAL_ROWS, bound));
        if (wanted < 1 || wanted > bound) {
            throw new DecisionException("most is from 1 to " + bound
                    + " for this token: ask for fewer rows, and go on with after = next of the answer.");
        }
        return wanted;
    }
}
