package org.harvestxero.copy.outbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many answers may stay away in a row: a few for one kind of work, which then gives the next its turn; more of them, or those of
 * all kinds, say that Xero is away.
 */
final class LostAnswerPatience {
    /** After so many answers missing in a row one kind of work gives the next its turn. */
    private static final int OF_ONE_KIND = 3;
    /** After so many Xero is away, whatever the work: more than all lanes of one kind can lose. */
    private static final int OF_ALL = 8;

    private final AtomicInteger inARow = new AtomicInteger();
    private final Map<Work, Integer> ofWork = new ConcurrentHashMap<>();
    private final Map<String, Integer> looksInVain = new ConcurrentHashMap<>();
    private final AtomicInteger looksInVainInARow = new AtomicInteger();
    private volatile @Nullable Exception last;

    /** Whether the work gave up its turn in this round. */
    boolean hasGivenUp(Work work) {
        return ofWork.getOrDefault(work, 0) >= OF_ONE_KIND;
    }

    /**
     * An answer of the work is missing.
     *
     * @param work null when nothing of the batch is left to be answered
     * @throws Exception what it was told, when it happens to one kind of work after the other: then Xero is down and the stage ends
     */
    void lost(@Nullable Work work, Exception why) throws Exception {
        if (work != null) {
            ofWork.merge(work, 1, Integer::sum);
        }
        last = why;
        if (inARow.incrementAndGet() >= OF_ALL) {
            throw why;
        }
    }

    /**
     * All kinds of work had their turn; those that gave it up get another in the next round.
     *
     * @throws Exception why the last answers in a row are missing, when those are many: then Xero is down and the stage ends
     */
    void endRound() throws Exception {
        ofWork.clear();
        Exception why = last;
        if (why != null && inARow.get() >= OF_ONE_KIND) {
            throw why;
        }
    }

    /** Xero answered a batch: those before it were lost for reasons of their own. */
    void answered() {
        inARow.set(0);
        last = null;
    }

    /** Xero answers again: what was in doubt before says nothing of it any more. */
    void cameThrough() {
        answered();
        ofWork.clear();
    }

    /** Batches are looked for, whatever was in vain in former rounds. */
    void beginLooks() {
        ofWork.clear();
        looksInVainInARow.set(0);
    }

    /** Whether Xero's lists are searched for one more batch in this round. */
    boolean mayLook() {
        return looksInVainInARow.get() < OF_ONE_KIND;
    }

    /** Xero could not be searched for the batch; gives how often that was so since {@link #forgetLooks}. */
    int lookedInVain(String batch) {
        looksInVainInARow.incrementAndGet();
        return looksInVain.merge(batch, 1, Integer::sum);
    }

    /** Xero was searched for what a batch left behind. */
    void looked() {
        looksInVainInARow.set(0);
    }

    void forgetLooks() {
        looksInVain.clear();
    }
}
