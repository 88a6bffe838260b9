package org.harvestxero.copy.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * Has new invoices and payments leave in full batches while lists bring more of them, or after {@link RoundPace#LONGEST_WAIT}, and tells
 * how far rows are searched for meanwhile. Its owner guards it.
 */
final class FullBatches {
    /** How long a round makes new invoices, before payments, whose figures would grow old, have their turn. */
    static final Duration INVOICES_TURN = Duration.ofSeconds(20);

    /**
     * How long a kind of work of which nothing was ready is not looked for again: lists bring little of it, and each look reads all that
     * waits of its kind.
     */
    static final Duration LOOKED_FOR_AGAIN = Duration.ofMinutes(1);

    /** What the lists bring more of. */
    private static final Work INVOICES = new Work(Kind.INVOICE, Action.CREATE);

    private static final Set<Work> FILLED_UP = Set.of(INVOICES, new Work(Kind.PAYMENT, Action.CREATE));

    private final LongSupplier nanos;
    private final LongPredicate listed;
    private final RoundPace pace;
    private final Map<Work, Long> leftSince = new HashMap<>();
    private final Map<Work, Long> searchedAt = new HashMap<>();
    private final Map<Work, Long> nothingAt = new HashMap<>();
    private final Set<Work> exhausted = new HashSet<>();
    /** When this round made its first new invoices; null before. */
    private @Nullable Long invoicesBegan;

    /**
     * @param nanos by a monotonic clock
     * @param listed whether an invoice, by its id, is one of those whose lists are read
     */
    FullBatches(LongSupplier nanos, LongPredicate listed, RoundPace pace) {
        this.nanos = nanos;
        this.listed = listed;
        this.pace = pace;
    }

    void forget() {
        leftSince.clear();
        searchedAt.clear();
        nothingAt.clear();
        newRound();
    }

    void newRound() {
        exhausted.clear();
        invoicesBegan = null;
    }

    /** Whether the lists bring more of the work; all other work leaves as it is ready. */
    static boolean areFilled(Work work) {
        return FILLED_UP.contains(work);
    }

    /** Whether this round has taken all that leaves of the work, or another one found nothing of it just now. */
    boolean isExhausted(Work work) {
        Long nothing = nothingAt.get(work);
        return exhausted.contains(work)
                || (nothing != null && nanos.getAsLong() - nothing < LOOKED_FOR_AGAIN.toNanos());
    }

    /** Nothing of the work is ready, not even what waits for a list. */
    void foundNothing(Work work) {
        if (!areFilled(work)) {
            nothingAt.put(work, nanos.getAsLong());
        }
    }

    /** All rows of the work were looked through. */
    void searched(Work work) {
        searchedAt.put(work, nanos.getAsLong());
    }

    /** Whether all rows of the work were looked through just now. */
    boolean isSearched(Work work) {
        Long searched = searchedAt.get(work);
        return searched != null && nanos.getAsLong() - searched < RoundPace.LONGEST_WAIT.toNanos();
    }

    /** Which of the rows that are ready leave now; the others wait for a full batch, or for another round. */
    List<Row> leaving(Work work, List<Row> ready, int batch) {
        List<Row> leaving = filled(work, ready, batch);
        if (ready.isEmpty() || leaving.size() < ready.size()) {
            exhausted.add(work);
        }
        return leaving;
    }

    private List<Row> filled(Work work, List<Row> ready, int batch) {
        if (work.equals(INVOICES) && !ready.isEmpty() && isTurnOver()) {
            pace.leavesMore();
            return List.of();
        }
        List<Row> ordered = new ArrayList<>(ready);
        ordered.sort(Comparator.comparing(this::isListed));
        long others = ready.stream().filter(row -> !isListed(row)).count();
        int full = ready.size() - ready.size() % batch;
        return full < others || isOverdue(work, ready.size(), full) ? ordered : ordered.subList(0, full);
    }

    /** What comes before the invoices of a round, however long it takes, does not count. */
    private boolean isTurnOver() {
        long now = nanos.getAsLong();
        if (invoicesBegan == null) {
            invoicesBegan = now;
        }
        return now - invoicesBegan >= INVOICES_TURN.toNanos();
    }

    /** Whether more of its kind come with the lists. */
    private boolean isListed(Row row) {
        return listed.test(row.groupId());
    }

    private boolean isOverdue(Work work, int ready, int full) {
        long now = nanos.getAsLong();
        if (full > 0) {
            leftSince.remove(work); // who waited longest goes first
        }
        if (ready == full || now - leftSince.computeIfAbsent(work, none -> now) < RoundPace.LONGEST_WAIT.toNanos()) {
            return false;
        }
        leftSince.remove(work);
        return true;
    }
}
