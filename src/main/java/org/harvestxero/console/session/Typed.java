package org.harvestxero.console.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody typed into a form that was not carried out, because the session had ended or what was typed could not be taken.
 *
 * @param path of the page that shows the form, without what follows a question mark
 * @param action where the form leads, within the console; empty where that is not known
 * @param values by the names of fields; several where a field stands there several times
 */
public record Typed(String path, String action, Map<String, List<String>> values) {
    public static final Typed NOTHING = new Typed("", "", Map.of());

    public Typed {
        path = path.replaceFirst("\\?.*", "");
        Map<String, List<String>> kept = new LinkedHashMap<>();
        values.forEach((name, given) -> kept.put(name, List.copyOf(given)));
        values = Map.copyOf(kept);
    }

    /** With one value of each field. */
    public Typed(String path, Map<String, String> fields) {
        this(
                path,
                "",
                fields.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))));
    }

    /** What was typed into a field; empty when nothing was. */
    public String text(String field) {
        List<String> given = values.getOrDefault(field, List.of());
        return given.isEmpty() ? "" : given.get(0);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }
}
