package org.harvestxero.monthend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.monthend.LeftOut.Why;

/** Gathers entries that are not in a journal, by reason. */
final class LeftOutEntries {
    private final SortedMap<Reason, List<CostEntry>> entries = new TreeMap<>();

    private record Reason(Why why, String words, String remedy) implements Comparable<Reason> {
        @Override
        public int compareTo(Reason other) {
            return Comparator.comparing(Reason::why)
                    .thenComparing(Reason::words)
                    .thenComparing(Reason::remedy)
                    .compare(this, other);
        }
    }

    /**
     * @param words why, as a sentence without its entries
     * @param remedy what to do
     */
    void add(CostEntry entry, Why why, String words, String remedy) {
        entries.computeIfAbsent(new Reason(why, words, remedy), none -> new ArrayList<>())
                .add(entry);
    }

    List<LeftOut> leftOut() {
        return entries.entrySet().stream()
                .map(each -> new LeftOut(
                        each.getKey().why(),
                        each.getKey().words(),
                        each.getKey().remedy(),
                        each.getValue()))
                .toList();
    }
}
