package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.monthend.LeftOut.Why;

/** Gathers what is not in a journal, by reason. */
public final class LeftOutPieces {
    private final SortedMap<Reason, List<CostEntry>> others = new TreeMap<>();
    private BigDecimal amount = BigDecimal.ZERO;

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
    public void add(JournalPiece piece, Why why, String words, String remedy) {
        amount = amount.add(piece.amount().exact());
        others.computeIfAbsent(new Reason(why, words, remedy), none -> new ArrayList<>())
                .add(new CostEntry(
                        piece.source().id(),
                        Instant.EPOCH,
                        piece.source().day(),
                        piece.work(),
                        new CostEntry.Effort(piece.amount().hours(), null),
                        new CostEntry.Standing(true, false)));
    }

    public List<LeftOut> leftOut() {
        return others.entrySet().stream()
                .map(each -> new LeftOut(
                        each.getKey().why(),
                        each.getKey().words(),
                        each.getKey().remedy(),
                        each.getValue()))
                .toList();
    }

    /** Exact sum of what they would have come to. */
    public BigDecimal amount() {
        return amount;
    }
}
