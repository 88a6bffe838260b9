package org.harvestxero.mapping.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.harvestxero.mapping.document.Texts;

/**
 * The order in which invoices are renumbered so that no number is ever taken twice (ruling 5): whoever leaves a number goes
 * before whoever takes it, and a circle is opened by a temporary number.
 */
public final class NumberChanges {
    private static final int NUMBER_LENGTH = 255;

    private NumberChanges() {}

    /** @param harvestInvoice the invoice to renumber */
    public record Change(long harvestInvoice, String from, String to) {}

    /** One renaming after the other; an invoice in a circle appears twice. */
    public static List<Change> inOrder(List<Change> changes) {
        List<Change> waiting = new ArrayList<>(changes.stream()
                .filter(change -> !key(change.from()).equals(key(change.to())))
                .toList());
        List<Change> ordered = new ArrayList<>();
        changes.stream()
                .filter(change -> key(change.from()).equals(key(change.to()))
                        && !change.from().equals(change.to()))
                .forEach(ordered::add);
        while (!waiting.isEmpty()) {
            List<Change> free = free(waiting);
            if (free.isEmpty()) {
                Change first = waiting.remove(0);
                String between = temporary(first);
                ordered.add(new Change(first.harvestInvoice(), first.from(), between));
                waiting.add(new Change(first.harvestInvoice(), between, first.to()));
            } else {
                ordered.addAll(free);
                waiting.removeAll(free);
            }
        }
        return ordered;
    }

    private static List<Change> free(List<Change> waiting) {
        Set<String> held = new HashSet<>();
        waiting.forEach(change -> held.add(key(change.from())));
        return waiting.stream()
                .filter(change -> !held.contains(key(change.to())))
                .toList();
    }

    private static String temporary(Change change) {
        String suffix = "-moving-" + change.harvestInvoice();
        return Texts.cut(change.to(), NUMBER_LENGTH - suffix.length()) + suffix;
    }

    private static String key(String number) {
        return number.strip().toLowerCase(Locale.ROOT);
    }
}
