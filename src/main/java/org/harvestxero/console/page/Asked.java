package org.harvestxero.console.page;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.User;

/**
 * What somebody asks of a page.
 *
 * @param path of the page within the console, such as {@code /failed/F12}
 * @param values of the address, those within its path included
 * @param fields of the form that was sent; none where a page is only looked at
 * @param format for the reader's locale
 */
public record Asked(
        String path,
        Map<String, List<String>> values,
        Map<String, List<String>> fields,
        User user,
        Session session,
        ReaderFormat format) {
    private static final int LONGEST = 2_000;

    public Asked {
        values = Map.copyOf(values);
        fields = Map.copyOf(fields);
    }

    /** A value of the address; empty where there is none, or only blanks. */
    public Optional<String> value(String name) {
        return first(values, name);
    }

    /** A field of the form, without blanks around it, cut to what a sentence may have; empty where nothing was typed. */
    public Optional<String> field(String name) {
        return first(fields, name);
    }

    /** A text that may be long, as it was typed; empty where nothing was. */
    public Optional<String> text(String name) {
        return whole(fields, name);
    }

    /** A text as it was typed, blanks and empty lines around it included; a line's end is one character. Empty where nothing was. */
    public Optional<String> typed(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .map(text -> text.replace("\r\n", "\n"))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** All values of a field, such as boxes that were ticked. */
    public List<String> fields(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The number under which something is kept, in a field; empty where it is none. */
    public Optional<Long> id(String field) {
        return field(field).filter(Asked::isId).map(Long::valueOf);
    }

    /** All such numbers of a field, such as those of boxes that were ticked, in their order. */
    public Set<Long> ids(String field) {
        return ids(fields(field));
    }

    /** Those of the texts that are such numbers. */
    static Set<Long> ids(List<String> texts) {
        return texts.stream()
                .filter(Asked::isId)
                .map(Long::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isId(String text) {
        return text.matches("[1-9]\\d{0,17}");
    }

    /** The number in a value of the address, such as the one behind which a page goes on; empty where it is none. */
    public Optional<Long> addressed(String name) {
        return value(name).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    /** The number in a field; empty where it is none. */
    public Optional<Integer> number(String name) {
        return field(name).filter(text -> text.matches("-?\\d{1,9}")).map(Integer::valueOf);
    }

    /** The day that a text names as browsers send it, {@code 2026-10-31}; empty where it names none. */
    public static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean may(Right right) {
        return user.may(right);
    }

    /** The person's name for the audit. */
    public String who() {
        return user.name();
    }

    private static Optional<String> first(Map<String, List<String>> from, String name) {
        return whole(from, name).map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** Browsers send a line's end as two characters, whatever it was before. */
    private static Optional<String> whole(Map<String, List<String>> from, String name) {
        return from.getOrDefault(name, List.of()).stream()
                .map(text -> text.strip().replace("\r\n", "\n"))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
