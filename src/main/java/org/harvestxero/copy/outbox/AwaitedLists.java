package org.harvestxero.copy.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * The invoices whose list of payments is still to be read in this cycle, while others are sent beside the reading. Nothing of such an
 * invoice leaves before its own list was read, as if all had been read first; nothing of a credited invoice before all were, since what
 * becomes of its credit, and with it the room for its payments, is decided then. What leaves meanwhile leaves in full batches, or after
 * {@link #LONGEST_WAIT}. While no lists are read, it holds nothing back. Safe for several threads.
 */
public final class AwaitedLists {
    /** Lists that make a round of sending worth it: as many as a request to Xero carries documents. */
    static final int WORTH_A_ROUND = 50;
    /** How long what is ready waits at most for others to travel with. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** How long a round makes new invoices, before payments, whose figures would grow old, have their turn. */
    static final Duration INVOICES_TURN = Duration.ofSeconds(20);
    /** How often a wait looks whether the work should end. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** What the lists bring more of. */
    private static final Work INVOICES = new Work(Kind.INVOICE, Action.CREATE);

    private static final Set<Work> FILLED_UP = Set.of(INVOICES, new Work(Kind.PAYMENT, Action.CREATE));

    private final LongSupplier nanos;
    /** The invoices of this reading; true once their list was read or given up. */
    private final Map<Long, Boolean> lists = new ConcurrentHashMap<>();

    private volatile Set<Long> credited = Set.of();

    private final Map<Work, Long> leftSince = new HashMap<>();
    private final Map<Work, Long> searchedAt = new HashMap<>();
    private final Set<Work> exhausted = new HashSet<>();
    private boolean reading;
    /** Whether a round that began during the reading is under way, or ended in trouble. */
    private boolean sentMeanwhile;

    private int arrived;
    private boolean more;
    private long roundBegan;
    /** When this round made its first new invoices; null before. */
    private @Nullable Long invoicesBegan;

    /** @param nanos by a monotonic clock */
    public AwaitedLists(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The lists of these invoices are about to be read.
     *
     * @param creditNoted invoices a credit note is or was planned for
     */
    public synchronized void begin(Collection<Long> invoices, Collection<Long> creditNoted) {
        forget();
        credited = Set.copyOf(creditNoted);
        invoices.forEach(invoice -> lists.put(invoice, false));
        reading = true;
        roundBegan = nanos.getAsLong();
    }

    /** An invoice's list was read, or is left for another cycle: from now on the invoice travels. */
    public synchronized void arrived(long invoice) {
        lists.put(invoice, true);
        arrived++;
        if (arrived >= WORTH_A_ROUND) {
            notifyAll();
        }
    }

    /** A cycle begins: nothing is held any more. */
    synchronized void newCycle() {
        forget();
        releaseCredited();
    }

    /** A round of sending begins: after the reading, and what was decided then, credited invoices travel. */
    synchronized void newRound() {
        if (!reading && !sentMeanwhile) {
            releaseCredited();
        }
    }

    private void releaseCredited() {
        credited = Set.of();
        sentMeanwhile = false;
    }

    /** No list is read any more, whatever became of them; a round that is under way goes on without credited invoices. */
    public synchronized void end() {
        forget();
        notifyAll();
    }

    private void forget() {
        reading = false;
        lists.clear();
        invoicesBegan = null;
        leftSince.clear();
        searchedAt.clear();
        exhausted.clear();
        arrived = 0;
        more = false;
    }

    /** Whether lists are being read just now. */
    public synchronized boolean areRead() {
        return reading;
    }

    /** Whether the invoice's list is still to be read. */
    public boolean awaits(long invoice) {
        return Boolean.FALSE.equals(lists.get(invoice));
    }

    /** Whether the list of the row's invoice is still to be read. */
    boolean awaits(Row row) {
        return row.kind() != Kind.CONTACT && awaits(row.groupId());
    }

    /** Whether the row waits for the list of its invoice, or for all. */
    boolean holds(Row row) {
        return awaits(row) || (row.kind() != Kind.CONTACT && credited.contains(row.groupId()));
    }

    /**
     * Which rows wait as of now, whatever arrives afterwards: rows are read and looked at some time after, and those of a list that
     * arrives in between may have been planned anew meanwhile.
     */
    Predicate<Row> held() {
        Set<Long> held = new HashSet<>(credited);
        lists.forEach((invoice, isThere) -> {
            if (!isThere) {
                held.add(invoice);
            }
        });
        return row -> row.kind() != Kind.CONTACT && held.contains(row.groupId());
    }

    /**
     * Waits for enough to send; at most {@link #LONGEST_WAIT}, counted from the last time.
     *
     * @param halted whether nothing more should be begun
     * @return false once no lists are read any more or all is halted: what is left then is for the stage that sends
     */
    synchronized boolean isRoundDue(BooleanSupplier halted) throws InterruptedException {
        long until = roundBegan + LONGEST_WAIT.toNanos();
        while (reading && !halted.getAsBoolean() && !more && arrived < WORTH_A_ROUND) {
            long left = until - nanos.getAsLong();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_EVERY.toNanos()));
        }
        sentMeanwhile = reading && !halted.getAsBoolean();
        if (!sentMeanwhile) {
            return false;
        }
        arrived = 0;
        more = false;
        exhausted.clear();
        invoicesBegan = null;
        roundBegan = nanos.getAsLong();
        return true;
    }

    /** Whether this round has taken all that leaves of the work: the other lanes need not search again. */
    synchronized boolean isExhausted(Work work) {
        return exhausted.contains(work);
    }

    /** How many rows are enough to end the search for more; those that wait for no list are looked for farther now and then. */
    synchronized int enough(Work work, int batch, int most) {
        if (!reading || !FILLED_UP.contains(work)) {
            return 1;
        }
        return isSearched(work) ? batch : most;
    }

    /** All rows of the work were looked through. */
    synchronized void searched(Work work) {
        if (reading) {
            searchedAt.put(work, nanos.getAsLong());
        }
    }

    /** Whether the search may end with this page: all of it waits for lists, and what comes after it was looked through just now. */
    synchronized boolean endsSearch(Work work, List<Row> page) {
        return isSearched(work) && page.stream().allMatch(this::holds);
    }

    private boolean isSearched(Work work) {
        Long searched = searchedAt.get(work);
        return searched != null && nanos.getAsLong() - searched < LONGEST_WAIT.toNanos();
    }

    /** Which of the rows that are ready leave now; the others wait for a full batch, or for another round. */
    synchronized List<Row> leaving(Work work, List<Row> ready, int batch) {
        if (!reading || !FILLED_UP.contains(work)) {
            return ready;
        }
        List<Row> leaving = filled(work, ready, batch);
        if (ready.isEmpty() || leaving.size() < ready.size()) {
            exhausted.add(work);
        }
        return leaving;
    }

    private List<Row> filled(Work work, List<Row> ready, int batch) {
        if (work.equals(INVOICES) && !ready.isEmpty() && isTurnOver()) {
            more = true;
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
        return lists.containsKey(row.groupId());
    }

    private boolean isOverdue(Work work, int ready, int full) {
        long now = nanos.getAsLong();
        if (full > 0) {
            leftSince.remove(work); // who waited longest goes first
        }
        if (ready == full || now - leftSince.computeIfAbsent(work, none -> now) < LONGEST_WAIT.toNanos()) {
            return false;
        }
        leftSince.remove(work);
        return true;
    }
}
