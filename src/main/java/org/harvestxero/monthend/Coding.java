package org.harvestxero.monthend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where in the books an amount goes.
 *
 * @param account code in Xero
 * @param tracking at most two, by category
 */
public record Coding(String account, List<Option> tracking) implements Comparable<Coding> {
    private static final Comparator<Coding> ORDER =
            Comparator.comparing(Coding::account).thenComparing(Coding::words);

    public Coding {
        tracking = tracking.stream()
                .sorted(Comparator.comparing(Option::category).thenComparing(Option::name))
                .toList();
    }

    /** One option of a tracking category. */
    public record Option(String category, String name) {}

    public static Coding of(String account) {
        return new Coding(account, List.of());
    }

    /** Its tracking, for people; empty without any. */
    public String words() {
        return tracking.stream()
                .map(option -> option.category() + ": " + option.name())
                .collect(Collectors.joining(", "));
    }

    @Override
    public int compareTo(Coding other) {
        return ORDER.compare(this, other);
    }
}
