package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which amounts of labour cost are kept from those who may not see pay: each that is one person's, and as many more as it takes that no
 * difference of what is shown is one person's either.
 */
public final class PayVeil {
    /** What fewer cost together would tell what one of them earns. */
    private static final int FEWEST = 2;

    /** Nothing is pay. */
    public static final PayVeil NONE = new PayVeil(Set.of(), false);

    private final Set<Object> hidden;
    private final boolean total;

    private PayVeil(Set<Object> hidden, boolean total) {
        this.hidden = Set.copyOf(hidden);
        this.total = total;
    }

    /**
     * An amount that stands for itself.
     *
     * @param key names it
     * @param people whose cost it is; none where that is not known
     */
    public record Sum(Object key, BigDecimal amount, Set<String> people) {
        public Sum {
            people = Set.copyOf(people);
        }
    }

    /** @param sums that make up one total which is shown beside them */
    public static PayVeil over(Collection<Sum> sums) {
        List<Sum> shown = new ArrayList<>(sums);
        List<Sum> hidden =
                sums.stream().filter(sum -> sum.people().size() < FEWEST).collect(Collectors.toList());
        shown.removeAll(hidden);
        shown.sort(Comparator.comparing(sum -> sum.amount().abs()));
        while (!hidden.isEmpty() && people(hidden).size() < FEWEST && !shown.isEmpty()) {
            hidden.add(shown.remove(0));
        }
        return new PayVeil(
                hidden.stream().map(Sum::key).collect(Collectors.toSet()),
                !hidden.isEmpty() && people(hidden).size() < FEWEST);
    }

    /**
     * Over lines of a journal.
     *
     * @param against where the one line stands that is their total
     * @param people whose cost is debited where
     */
    public static PayVeil over(Collection<JournalLine> lines, Coding against, Map<Coding, Set<String>> people) {
        return over(lines.stream()
                .filter(line -> !line.coding().equals(against))
                .map(line -> new Sum(line.coding(), line.amount(), people.getOrDefault(line.coding(), Set.of())))
                .toList());
    }

    private static Set<String> people(Collection<Sum> sums) {
        return sums.stream().flatMap(sum -> sum.people().stream()).collect(Collectors.toCollection(HashSet::new));
    }

    /** Hides what either hides. */
    public PayVeil and(PayVeil other) {
        Set<Object> both = new HashSet<>(hidden);
        both.addAll(other.hidden);
        return new PayVeil(both, total || other.total);
    }

    public boolean hides(Object key) {
        return total || hidden.contains(key);
    }

    /** Whether it is all one person's. */
    public boolean hidesTotal() {
        return total;
    }

    /** The amount; null where it is hidden. */
    public @Nullable BigDecimal shown(Object key, BigDecimal amount) {
        return hides(key) ? null : amount;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PayVeil veil && veil.total == total && veil.hidden.equals(hidden);
    }

    @Override
    public int hashCode() {
        return hidden.hashCode();
    }
}
