package org.harvestxero.monitoring.jmx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.jspecify.annotations.Nullable;

/** Rows of one kind as any JMX client can read them. The first column is the key. */
public final class Table<T> {
    private record Column<T>(
            String name, String description, OpenType<?> type, Function<T, ? extends @Nullable Object> value) {}

    private final List<Column<T>> columns;
    private final CompositeType rowType;
    private final TabularType type;

    private Table(String name, String description, List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
        try {
            rowType = new CompositeType(
                    name,
                    description,
                    columns.stream().map(Column::name).toArray(String[]::new),
                    columns.stream().map(Column::description).toArray(String[]::new),
                    columns.stream().map(Column::type).toArray(OpenType<?>[]::new));
            type = new TabularType(name + "-table", description + "; one row each", rowType, new String[] {
                columns.get(0).name()
            });
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param description what one row is */
    public static <T> Builder<T> of(String name, String description) {
        return new Builder<>(name, description);
    }

    public CompositeType rowType() {
        return rowType;
    }

    public TabularType type() {
        return type;
    }

    public CompositeData row(T item) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.name(), column.value().apply(item)));
        try {
            return new CompositeDataSupport(rowType, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the given order; of rows with the same key the first. */
    public TabularData rows(Iterable<T> items) {
        TabularDataSupport data = new TabularDataSupport(type);
        for (T item : items) {
            CompositeData row = row(item);
            if (!data.containsKey(data.calculateIndex(row))) {
                data.put(row);
            }
        }
        return data;
    }

    /** Columns in the order they are named. */
    public static final class Builder<T> {
        private final String name;
        private final String description;
        private final List<Column<T>> columns = new ArrayList<>();

        private Builder(String name, String description) {
            this.name = name;
            this.description = description;
        }

        public Builder<T> text(String column, String means, Function<T, @Nullable String> value) {
            return with(column, means, SimpleType.STRING, value);
        }

        public Builder<T> count(String column, String means, Function<T, Long> value) {
            return with(column, means, SimpleType.LONG, value);
        }

        public Builder<T> with(
                String column, String means, OpenType<?> type, Function<T, ? extends @Nullable Object> value) {
            columns.add(new Column<>(column, means, type, value));
            return this;
        }

        /** @param columns adds columns that several tables share */
        public Builder<T> with(Consumer<Builder<T>> columns) {
            columns.accept(this);
            return this;
        }

        public Table<T> build() {
            return new Table<>(name, description, columns);
        }
    }
}
