package org.harvestxero.billing.terms;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A price for a result; time under it is covered, not billed.
 *
 * @param phases its parts, in order
 */
public record FixedFee(List<Phase> phases) implements Terms {
    public FixedFee {
        phases = List.copyOf(phases);
        Set<String> names = new HashSet<>();
        for (Phase phase : phases) {
            if (!names.add(phase.name())) {
                throw new IllegalArgumentException("Two phases are called " + phase.name());
            }
        }
    }

    public static FixedFee of(Phase... phases) {
        return new FixedFee(List.of(phases));
    }
}
