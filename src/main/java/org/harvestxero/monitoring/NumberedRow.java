package org.harvestxero.monitoring;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of a JMX table that has no name of its own.
 *
 * @param row names it
 */
record NumberedRow<T>(long row, T item) {

    /** @param first number of the first row */
    static <T> List<NumberedRow<T>> from(List<T> items, long first) {
        return IntStream.range(0, items.size())
                .mapToObj(at -> new NumberedRow<>(first + at, items.get(at)))
                .toList();
    }
}
