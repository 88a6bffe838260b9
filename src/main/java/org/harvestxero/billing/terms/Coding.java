package org.harvestxero.billing.terms;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a line lands in the books, as far as the agreement says; what it leaves open the mapping decides.
 *
 * @param account account code; null when open
 * @param taxType tax type; null when open
 * @param item item code; null when open
 * @param tracking option by tracking category
 */
public record Coding(
        @Nullable String account,
        @Nullable String taxType,
        @Nullable String item,
        Map<String, String> tracking) {
    private static final Coding OPEN = new Coding(null, null, null, Map.of());

    public Coding {
        tracking = Map.copyOf(tracking);
    }

    /** Leaves everything to the mapping. */
    public static Coding open() {
        return OPEN;
    }

    public static Coding account(String account) {
        return new Coding(account, null, null, Map.of());
    }

    /** This where it says something, else {@code other}. */
    public Coding or(Coding other) {
        if (equals(OPEN) || other.equals(OPEN)) {
            return equals(OPEN) ? other : this;
        }
        Map<String, String> both = new TreeMap<>(other.tracking);
        both.putAll(tracking);
        return new Coding(
                account != null ? account : other.account,
                taxType != null ? taxType : other.taxType,
                item != null ? item : other.item,
                both);
    }
}
