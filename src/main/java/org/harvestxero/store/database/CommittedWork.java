package org.harvestxero.store.database;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts what this process has written since it began; counted at the commit, so that a rehearsal adds nothing. */
public final class CommittedWork {
    private final LongAdder copied = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder duplicatesPrevented = new LongAdder();

    public CommittedWork() {}

    public long copied() {
        return copied.sum();
    }

    /** Each try that failed counts. */
    public long failures() {
        return failures.sum();
    }

    public long duplicatesPrevented() {
        return duplicatesPrevented.sum();
    }

    public void countCopied(long amount) {
        once(copied, amount);
    }

    public void countFailure() {
        once(failures, 1);
    }

    public void countDuplicatesPrevented(long amount) {
        once(duplicatesPrevented, amount);
    }

    private static void once(LongAdder count, long amount) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.add(amount);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.add(amount);
            }
        });
    }
}
