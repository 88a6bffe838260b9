package org.harvestxero.billing.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with names in braces, such as {@code "{project}: {task}, {month}"}. */
public final class Template {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

    private final String text;
    private final List<String> literals = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Template(String text) {
        this.text = text;
        Matcher matcher = NAME.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literals.add(text.substring(from, matcher.start()));
            names.add(matcher.group(1));
            from = matcher.end();
        }
        literals.add(text.substring(from));
    }

    /** @throws IllegalArgumentException if {@code text} uses a name that isn't among {@code known} */
    public static Template of(String text, Set<String> known) {
        Template template = new Template(text);
        for (String name : template.names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown name {" + name + "}; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return template;
    }

    /** The text with each name replaced; a name {@code values} doesn't know becomes nothing. */
    public String fill(Function<String, @Nullable String> values) {
        StringBuilder filled = new StringBuilder(literals.get(0));
        for (int i = 0; i < names.size(); i++) {
            String value = values.apply(names.get(i));
            filled.append(value == null ? "" : value).append(literals.get(i + 1));
        }
        return filled.toString().strip();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
