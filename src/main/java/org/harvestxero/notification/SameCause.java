package org.harvestxero.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.api.FailedCopy;

/** Documents with one cause: how many there are, and the few a mail names. */
final class SameCause {
    private static final int FEW = 20;

    private final List<FailedCopy> few = new ArrayList<>();
    private long count;

    private SameCause() {}

    /** By cause, in the order they come. */
    static List<SameCause> of(Stream<FailedCopy> copies) {
        Map<Long, SameCause> causes = new LinkedHashMap<>();
        copies.forEach(copy ->
                causes.computeIfAbsent(copy.causeId(), fresh -> new SameCause()).add(copy));
        return List.copyOf(causes.values());
    }

    private void add(FailedCopy copy) {
        count++;
        if (few.size() < FEW) {
            few.add(copy);
        }
    }

    FailedCopy first() {
        return few.get(0);
    }

    List<FailedCopy> few() {
        return List.copyOf(few);
    }

    long count() {
        return count;
    }
}
