package org.harvestxero.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: a row for each figure, a column for each build and one for what nothing can be better than. */
final class Table {
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<String, String> floors = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** One more measurement of a figure; the median of all is shown, and the least and most where they differ. */
    void add(String row, String column, double value) {
        rows.computeIfAbsent(row, name -> new LinkedHashMap<>())
                .computeIfAbsent(column, name -> new ArrayList<>())
                .add(value);
        System.out.println("  " + row + ": " + number(value));
    }

    void floor(String row, String value) {
        floors.put(row, value);
    }

    void note(String words) {
        notes.add(words);
        System.out.println("  " + words);
    }

    String show(List<String> columns) {
        StringBuilder text = new StringBuilder();
        line(text, "", columns, "floor");
        rows.forEach((row, figures) -> line(
                text,
                row,
                columns.stream()
                        .map(column -> shown(figures.getOrDefault(column, List.of())))
                        .toList(),
                floors.getOrDefault(row, "")));
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String row, List<String> cells, String floor) {
        text.append(String.format(Locale.ROOT, "%-66s", row));
        cells.forEach(cell -> text.append(String.format(Locale.ROOT, "%26s", cell)));
        text.append(String.format(Locale.ROOT, "%12s%n", floor));
    }

    private static String shown(List<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        List<Double> sorted = values.stream().sorted().toList();
        String median = number(sorted.get(sorted.size() / 2));
        String least = number(sorted.get(0));
        String most = number(sorted.get(sorted.size() - 1));
        return least.equals(most) ? median : median + " (" + least + "-" + most + ")";
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
    }
}
