package org.harvestxero.console.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody typed into a form that was not carried out, because the session had ended.
 *
 * @param path of the page that shows the form
 * @param fields by their names
 */
public record Typed(String path, Map<String, String> fields) {
    public static final Typed NOTHING = new Typed("", Map.of());

    public Typed {
        fields = Map.copyOf(new LinkedHashMap<>(fields));
    }

    /** What was typed into a field; empty when nothing was. */
    public String text(String field) {
        return fields.getOrDefault(field, "");
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
