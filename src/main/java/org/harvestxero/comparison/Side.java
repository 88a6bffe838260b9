package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.jspecify.annotations.Nullable;

/**
 * A line of either side, in the shape in which lines are paired.
 *
 * @param project null where it belongs to none, or to several
 * @param hours quantity of a line that multiplies one, else one piece
 * @param line ours; null for a line of an invoice
 */
record Side(
        @Nullable Project project,
        String text,
        BigDecimal hours,
        BigDecimal price,
        Money amount,
        @Nullable DraftLine line) {
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("\\d+(st|nd|rd|th)?");

    /** Words that say when, which both sides write in their own way. */
    private static final Set<String> TIME = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec");

    static Side of(DraftLine line) {
        List<Project> projects = line.sources().stream()
                .map(source -> source.source().origin().project())
                .distinct()
                .toList();
        return new Side(
                projects.size() == 1 ? projects.get(0) : null,
                line.description(),
                line.price().quantity(),
                line.price().unitAmount(),
                line.amount(),
                line);
    }

    static Side of(Invoiced.Item item) {
        return new Side(item.project(), item.description(), item.quantity(), item.unitPrice(), item.amount(), null);
    }

    boolean isOfProject(@Nullable Long id) {
        return project == null ? id == null : id != null && project.id() == id;
    }

    List<LineSource> sources() {
        return line == null ? List.of() : line.sources();
    }

    /** From 0 to 100: how many of the shorter text's own words the other has too. */
    int likeness(Side other) {
        Set<String> mine = words();
        Set<String> others = other.words();
        if (mine.isEmpty() || others.isEmpty()) {
            return mine.isEmpty() && others.isEmpty() ? 100 : 0;
        }
        int smaller = Math.min(mine.size(), others.size());
        mine.retainAll(others);
        return 100 * mine.size() / smaller;
    }

    /** What tells the line apart: neither its project nor its time. */
    private Set<String> words() {
        Set<String> words = split(text);
        words.removeAll(TIME);
        words.removeIf(word -> NUMBER.matcher(word).matches());
        if (project != null) {
            words.removeAll(split(project.name()));
            if (project.code() != null) {
                words.removeAll(split(project.code()));
            }
        }
        return words;
    }

    private static Set<String> split(String text) {
        Set<String> words = new HashSet<>(List.of(WORD.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }
}
