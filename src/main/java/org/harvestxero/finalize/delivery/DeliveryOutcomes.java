package org.harvestxero.finalize.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.http.Limit;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DeliveryTable.Step;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how one delivery went: done, refused, not taken, or unknown. What failed for good is reported as a failed copy; what may be
 * tried again waits for its time.
 */
final class DeliveryOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOutcomes.class);

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    /** What met a limit in this cycle. */
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

    DeliveryOutcomes(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    void begin() {
        passedOver.clear();
    }

    /** Whether it met a limit in this cycle. */
    boolean isPassedOver(DeliveryItem item) {
        return passedOver.contains(name(item));
    }

    private static String name(DeliveryItem item) {
        return item.draft().id() + " " + item.step();
    }

    /** Records that it is about to be done, before it is. */
    void sending(DeliveryItem item) {
        move(item, State.SENDING, clock.instant(), null);
        store.settle();
    }

    /** The same for a file, with its name in Xero. */
    void sending(DeliveryItem item, String fileName, Attachment file) {
        store.billing().deliveries().file(new Step(item.draft().id(), item.step()), fileName, file.bytes().length);
        sending(item);
    }

    void done(DeliveryItem item, @Nullable String how) {
        item.end();
        store.inTransaction(() -> {
            move(item, State.DONE, clock.instant(), how);
            store.outbox().openOf(kind(item), item.draft().sourceId()).stream()
                    .filter(row -> row.revision().equals(revision(item)))
                    .forEach(row -> store.failedRows().discard(row.id(), "it was done after all"));
            store.audit().add("process", Kind.DRAFT, item.draft().id(), "delivered", item.step());
        });
    }

    /** One side refused, so nothing was done. */
    void refused(DeliveryItem item, String words) {
        boolean firstMark =
                item.step().equals(DeliveryItem.HARVEST_SENT) && item.delivery().attempts() <= 1;
        if (firstMark) {
            again(item, words);
        } else if (item.isReceipt() && item.file() == null) {
            store.inTransaction(() -> {
                tell(
                        item,
                        problem(item, FailureCode.RECEIPT_NOT_READABLE, words)
                                .with("expense", Long.toString(item.expense()))
                                .with("url", DeliveryFiles.address(item)));
                giveUp(item, words);
            });
        } else if (item.isFile()) {
            fail(item, problem(item, FailureCode.ATTACHMENT_REFUSED, words).with("file", DeliveryFiles.fileName(item)));
        } else {
            fail(item, problem(item, item.isMail() ? FailureCode.MAIL_REFUSED : FailureCode.NOT_MARKED_AS_SENT, words));
        }
    }

    static Problem problem(DeliveryItem item, FailureCode code, String words) {
        return Problem.of(code, String.valueOf(item.draft().number())).with("words", words);
    }

    void fail(DeliveryItem item, Problem problem) {
        store.inTransaction(() -> {
            tell(item, problem);
            move(item, State.FAILED, OutboxTable.NEVER, problem.sentence());
        });
    }

    private void tell(DeliveryItem item, Problem problem) {
        ownRefusalRecorder.refuse(
                kind(item),
                item.draft().sourceId(),
                item.draft().number(),
                item.draft().currency(),
                item.link().total(),
                revision(item),
                List.of(problem));
    }

    static Kind kind(DeliveryItem item) {
        return item.isMail() ? Kind.MAIL : item.draft().xeroKind();
    }

    static Revision revision(DeliveryItem item) {
        return new Step(item.draft().id(), item.step()).revision();
    }

    /**
     * The other side did not process the request: nothing was done. After a limit of one call it goes with the next cycle, and the
     * others go on.
     *
     * @throws Exception what every other would meet too
     */
    void notTaken(DeliveryItem item, Exception why) throws Exception {
        boolean passes = why instanceof RateLimitedException limited && limited.limit() != Limit.DAY;
        if (item.delivery().state() == State.SENDING) {
            move(item, State.WAITING, clock.instant(), why.getMessage());
        }
        if (!passes) {
            throw why;
        }
        passedOver.add(name(item));
    }

    /** No answer: whether it was done is unknown, unless no connection was made at all. */
    void inDoubt(DeliveryItem item, Exception why) {
        LOG.warn(
                "What became of {} of draft {} is unknown: {}",
                item.step(),
                item.draft().id(),
                why.getMessage());
        boolean never = why instanceof OutcomeUnknownException lost && lost.neverSent();
        if (never || item.delivery().state() != State.SENDING) {
            again(item, why.getMessage());
        } else {
            lost(item, String.valueOf(why.getMessage()));
        }
    }

    void lost(DeliveryItem item, String why) {
        if (!item.isMail()) {
            again(item, why);
            return;
        }
        store.inTransaction(() -> {
            tell(item, problem(item, FailureCode.MAIL_UNCLEAR, why));
            move(item, State.UNCLEAR, OutboxTable.NEVER, why);
        });
    }

    void giveUp(DeliveryItem item, String why) {
        move(item, State.GIVEN_UP, clock.instant(), why);
    }

    /** Counts an attempt that asked only. */
    void attempted(DeliveryItem item) {
        move(item, State.SENDING, clock.instant(), null);
    }

    /** After 1, 2, 4 … minutes, at most four hours. */
    void again(DeliveryItem item, @Nullable String why) {
        Duration wait =
                Duration.ofMinutes(1L << Math.min(Math.max(item.delivery().attempts() - 1, 0), 8));
        move(item, State.WAITING, clock.instant().plus(wait), why);
    }

    void move(DeliveryItem item, State to, Instant next, @Nullable String message) {
        if (store.billing().deliveries().move(item.delivery(), to, next, message)) {
            item.record(store.billing()
                    .deliveries()
                    .find(item.draft().id(), item.step())
                    .orElseThrow(() -> new IllegalStateException("A delivery is gone")));
        }
    }
}
