package org.harvestxero.sandbox.xero;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that {@code where} and {@code order} may name.
 *
 * @param read gives a String, UUID, BigDecimal, LocalDateTime, Boolean or null, as {@code kind} says
 * @param optimised whether Xero answers a filter on it over any number of rows
 */
record Property<T>(String name, Kind kind, boolean optimised, Function<T, @Nullable Object> read) {

    /** What can be compared with what; the names are those in Xero's messages. */
    enum Kind {
        STRING("String"),
        GUID("Guid"),
        NUMBER("Decimal"),
        DATE("DateTime"),
        BOOL("Boolean"),
        NULL("Object");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }

        String typeName() {
            return typeName;
        }
    }

    /** The properties of one type, found ignoring case. */
    static final class Table<T> {
        private final String typeName;
        private final Map<String, Property<T>> properties = new LinkedHashMap<>();

        Table(String typeName) {
            this.typeName = typeName;
        }

        Table<T> fast(String name, Kind kind, Function<T, @Nullable Object> read) {
            properties.put(name.toLowerCase(Locale.ROOT), new Property<>(name, kind, true, read));
            return this;
        }

        Table<T> slow(String name, Kind kind, Function<T, @Nullable Object> read) {
            properties.put(name.toLowerCase(Locale.ROOT), new Property<>(name, kind, false, read));
            return this;
        }

        /** @param at where in the text the name stands */
        Property<T> find(String name, int at) {
            Property<T> property = properties.get(name.toLowerCase(Locale.ROOT));
            if (property == null) {
                throw Refusal.badQuery(
                        "No property or field '" + name + "' exists in type '" + typeName + "' (at index " + at + ")");
            }
            return property;
        }
    }
}
