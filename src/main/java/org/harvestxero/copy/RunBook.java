package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.api.CycleReport.Calls;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Counted;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.RunTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what each run did, for people to look back; a run that did nothing leaves nothing. That it can't be kept ends no run. */
public final class RunBook {
    /** Kinds of runs, as the table has them. */
    public static final String CYCLE = "cycle";

    public static final String BILL = "bill";
    public static final String RECONCILE = "reconcile";
    public static final String OVERDUE = "overdue";
    /** Who stands for what a schedule starts. */
    public static final String BY_ITSELF = "process";

    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);
    private static final int MOST_FAILED = 10_000;

    private final ConnectionStore store;
    private final Supplier<CallBudget> budget;
    private final Clock clock;

    /** @param budget begins to count calls */
    public RunBook(ConnectionStore store, Supplier<CallBudget> budget, Clock clock) {
        this.store = store;
        this.budget = budget;
        this.clock = clock;
    }

    /** A run begins now. */
    public Begun begin(String kind, String who) {
        return new Begun(kind, who);
    }

    /** One that runs. */
    public final class Begun {
        private final String kind;
        private final String who;
        private final Instant at = clock.instant();
        private final long nanos = System.nanoTime();
        private final CallBudget calls = budget.get();

        private Begun(String kind, String who) {
            this.kind = kind;
            this.who = who;
        }

        /** It ended; kept if it did anything. @param words what it did; empty for nothing */
        public void end(long done, long failed, String words, List<Trouble> troubles) {
            if (done == 0 && failed == 0 && words.isEmpty() && troubles.isEmpty()) {
                return;
            }
            try {
                RunTable.Run run = run(done, failed, words, troubles);
                store.inTransaction(() -> store.workLog().runs().add(run));
            } catch (RuntimeException e) {
                LOG.warn("What a run of the kind {} did is not kept: {}", kind, e.getMessage());
            }
        }

        private RunTable.Run run(long done, long failed, String words, List<Trouble> troubles) {
            Calls made = calls.soFar();
            return new RunTable.Run(
                    kind,
                    new RunTable.Span(at, clock.instant(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos)),
                    who,
                    new RunTable.Calls(made.harvest(), made.xero()),
                    new RunTable.Outcome(
                            done,
                            failed,
                            words,
                            troubles.isEmpty()
                                    ? null
                                    : troubles.stream()
                                            .map(each -> each.side() + ": " + each.message())
                                            .collect(Collectors.joining(" "))));
        }

        /** A cycle ended: what it did stands in the tables. */
        void endCycle(List<Trouble> troubles) {
            try {
                Map<String, Long> done = store.lists().known().countDoneByKind(at);
                long back = store.paymentsBack().recordedSince(at);
                long failed = store.overview().failedSince(at, MOST_FAILED).size();
                end(
                        done.values().stream().mapToLong(Long::longValue).sum() + back,
                        failed,
                        words(done, back),
                        troubles);
            } catch (RuntimeException e) {
                LOG.warn("What the cycle did is not kept: {}", e.getMessage());
            }
        }
    }

    /** Such as {@code 3 invoices and 1 payment to Xero, 2 payments to Harvest}. */
    private static String words(Map<String, Long> done, long back) {
        List<String> parts = new ArrayList<>();
        String toXero = done.entrySet().stream()
                .map(each -> Counted.of(each.getValue(), each.getKey().replace('-', ' ')))
                .collect(Collectors.joining(", "));
        if (!toXero.isEmpty()) {
            parts.add(toXero + " to Xero");
        }
        if (back > 0) {
            parts.add(Counted.of(back, "payment") + " to Harvest");
        }
        return String.join("; ", parts);
    }
}
