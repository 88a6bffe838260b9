package org.harvestxero.copy.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;

/**
 * The invoices whose list of payments is still to be read in this cycle, while others are sent beside the reading. Nothing of such an
 * invoice leaves before its own list was read, as if all had been read first; nothing of a credited invoice before all were, since what
 * becomes of its credit, and with it the room for its payments, is decided then. What leaves meanwhile leaves in full batches, or after
 * {@link RoundPace#LONGEST_WAIT}. While no lists are read, it holds nothing back. Safe for several threads.
 */
public final class AwaitedLists {
    /** How often a wait looks whether the work should end. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final Set<Kind> OF_INVOICES = EnumSet.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.PAYMENT);

    /** The invoices of this reading; true once their list was read or given up. */
    private final Map<Long, Boolean> lists = new ConcurrentHashMap<>();

    private volatile Set<Long> credited = Set.of();
    private final RoundPace pace;
    private final FullBatches batches;
    private boolean reading;
    /** Whether a round that began during the reading is under way, or ended in trouble. */
    private boolean sentMeanwhile;

    /** @param nanos by a monotonic clock */
    public AwaitedLists(LongSupplier nanos) {
        this.pace = new RoundPace(nanos);
        this.batches = new FullBatches(nanos, lists::containsKey, pace);
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
    }

    /** An invoice's list was read, or is left for another cycle: from now on the invoice travels. */
    public synchronized void arrived(long invoice) {
        lists.put(invoice, true);
        pace.arrived();
        if (pace.isWorthIt()) {
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
        batches.forget();
        pace.begin();
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
        return OF_INVOICES.contains(row.kind()) && awaits(row.groupId());
    }

    /** Whether the row waits for the list of its invoice, or for all. */
    boolean holds(Row row) {
        return holds(row.kind(), row.groupId());
    }

    private boolean holds(Kind kind, long group) {
        return OF_INVOICES.contains(kind) && (awaits(group) || credited.contains(group));
    }

    /**
     * Which groups of the kind wait as of now, whatever arrives afterwards: rows are read and looked at some time after, and those of a list that
     * arrives in between may have been planned anew meanwhile.
     */
    LongPredicate held(Kind kind) {
        if (!OF_INVOICES.contains(kind)) {
            return group -> false;
        }
        Set<Long> held = new HashSet<>(credited);
        lists.forEach((invoice, isThere) -> {
            if (!isThere) {
                held.add(invoice);
            }
        });
        return held::contains;
    }

    /**
     * Waits for enough to send; at most {@link RoundPace#LONGEST_WAIT}, counted from the last time, or longer after trouble.
     *
     * @param halted whether nothing more should be begun
     * @param meanwhile is done now and then while it waits
     * @return false once no lists are read any more or all is halted: what is left then is for the stage that sends
     */
    boolean isRoundDue(BooleanSupplier halted, Runnable meanwhile) throws InterruptedException {
        while (waits(halted)) {
            meanwhile.run();
        }
        return begins(halted);
    }

    /** Waits a moment; false once there is nothing to wait for. */
    private synchronized boolean waits(BooleanSupplier halted) throws InterruptedException {
        long left = pace.nanosLeft();
        if (!reading || halted.getAsBoolean() || pace.isWorthIt() || left <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_EVERY.toNanos()));
        return true;
    }

    private synchronized boolean begins(BooleanSupplier halted) {
        sentMeanwhile = reading && !halted.getAsBoolean();
        if (!sentMeanwhile) {
            return false;
        }
        batches.newRound();
        pace.begin();
        return true;
    }

    /** The round under way ended in trouble. */
    synchronized void roundFailed() {
        pace.failed();
    }

    /** Whether nothing more of the work leaves for now: the other lanes, or the next rounds, need not search again. */
    synchronized boolean isExhausted(Work work) {
        return batches.isExhausted(work);
    }

    /** How many rows are enough to end the search for more; those that wait for no list are looked for farther now and then. */
    synchronized int enough(Work work, int batch, int most) {
        if (!reading || !FullBatches.areFilled(work)) {
            return 1;
        }
        return batches.isSearched(work) ? batch : most;
    }

    /** All rows of the work were looked through. */
    synchronized void searched(Work work) {
        if (reading) {
            batches.searched(work);
        }
    }

    /** Nothing of the work is ready, not even what waits for its list. */
    synchronized void foundNothing(Work work) {
        if (reading) {
            batches.foundNothing(work);
        }
    }

    /**
     * Whether the search may end with this page: all of it waits for lists, and what comes after it was looked through just now.
     *
     * @param page the groups of its rows
     */
    synchronized boolean endsSearch(Work work, List<Long> page) {
        return batches.isSearched(work) && page.stream().allMatch(group -> holds(work.kind(), group));
    }

    /** Which of the rows that are ready leave now; the others wait for a full batch, or for another round. */
    synchronized List<Row> leaving(Work work, List<Row> ready, int batch) {
        return reading && FullBatches.areFilled(work) ? batches.leaving(work, ready, batch) : ready;
    }
}
