package org.harvestxero.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The known name at most two slips away, whatever its case. */
    public static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> slips(written, name) <= 2)
                .min(Comparator.comparingInt(name -> slips(written, name)));
    }

    /** The known names most like what was written, the likest first and those alike by alphabet. */
    public static List<String> among(String written, Collection<String> known, int most) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> slips(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Letters to insert, delete or change to get from one to the other. */
    private static int slips(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
