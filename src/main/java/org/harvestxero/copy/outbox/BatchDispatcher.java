package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.harvestxero.commands.Stop;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.http.Limit;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the lanes one batch after the other and takes back what became of it. A batch's body and key are stored before it is first
 * sent. Who does what:
 *
 * <ul>
 *   <li>{@link BatchClaimer} claims ready rows, {@link BatchBuilder} makes batches of them;
 *   <li>{@link LostBatchRepeater} repeats a batch whose answer was lost, {@link LostBatchRecovery} searches Xero for it once its key
 *       is forgotten, {@link LostBatchSplitter} sends on what was not found; {@link OpenBatches} tells by their age which is due;
 *   <li>{@link LostAnswerPatience} tells one lost answer from a Xero that is away.
 * </ul>
 */
public final class BatchDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(BatchDispatcher.class);

    private static final int OWN_ERROR = 500;

    private final ConnectionStore store;
    private final TrackingOptionCreator options;
    private final UnexplainedPayments money;
    private final AwaitedLists awaitedLists;
    private final BatchesUnderWay underWay = new BatchesUnderWay();
    private final LostAnswerPatience patience = new LostAnswerPatience();
    private final OpenBatches open;
    private final BatchClaimer claimer;
    private final LostBatchRepeater repeater;
    private final LostBatchSplitter splitter;
    private final int lanes;
    private final Clock clock;
    private final ReentrantLock claiming = new ReentrantLock();
    private volatile Supplier<Optional<String>> shortOfRoom = Optional::empty;
    private volatile Runnable lookAtClock = () -> {};
    private volatile GatheredPayments payments = GatheredPayments.NONE;
    private volatile Stop stop = Stop.never();

    /**
     * @param tenant Xero's tenant id or, where none is set, the connection's name: part of every idempotency key
     * @param lanes how many batches may be under way at once
     */
    public BatchDispatcher(
            String tenant,
            int lanes,
            ConnectionStore store,
            TrackingOptionCreator options,
            UnexplainedPayments money,
            AwaitedLists awaitedLists,
            Clock clock) {
        this.lanes = lanes;
        this.store = store;
        this.options = options;
        this.money = money;
        this.awaitedLists = awaitedLists;
        this.clock = clock;
        BatchBuilder builder = new BatchBuilder(tenant);
        this.open = new OpenBatches(store, clock);
        this.claimer = new BatchClaimer(store, builder, options, money, awaitedLists, underWay, clock);
        this.repeater = new LostBatchRepeater(store, open, underWay, awaitedLists, clock);
        this.splitter = new LostBatchSplitter(store, builder, clock);
    }

    /** @param room why nothing new may be sent for want of room on the disk; empty while there is enough */
    public void leavesUnless(Supplier<Optional<String>> room) {
        shortOfRoom = room;
    }

    /** @param look tells of a jump of the clock, which leaves no key to be trusted, before anything is decided by an age */
    public void looksAtClock(Runnable look) {
        lookAtClock = look;
    }

    /** @param gathered of which a round finds what they ask for, and none waits long for others */
    public void plans(GatheredPayments gathered) {
        payments = gathered;
    }

    /** From now on nothing new is sent once {@code command} should end. */
    public void endsWith(Stop command) {
        stop = command;
    }

    /** Whoever led meanwhile may have gone on with what was under way: only the ledger knows. */
    public void forget() {
        claiming.lock();
        try {
            underWay.forget();
            patience.forgetLooks();
        } finally {
            claiming.unlock();
        }
    }

    /** For the routes of 0.1.0, which ask for the order of the kinds of work; today they hold it. */
    public List<String> kindsOfWork() {
        return Work.ALL;
    }

    /** The work, once for each lane it is done on; one lane is enough to look for what is rarely there. */
    public List<String> lanes(String work) {
        return Collections.nCopies(awaitedLists.isExhausted(Work.of(work)) ? 1 : lanes, work);
    }

    /** A new round: trouble of the last one is forgotten. */
    public void newRound() {
        patience.cameThrough();
        patience.forgetLooks();
        putBack();
        awaitedLists.newCycle();
        money.newRound();
        options.newRound();
    }

    /**
     * The next batch to send: one whose answer is missing and that may be repeated now, else newly claimed rows.
     *
     * @param work such as {@code invoice create}
     * @return null when nothing of this work can be sent now, the command it is sent for should end, the connection is
     *     paused, or there is too little room on the disk
     */
    public @Nullable Batch next(String work) {
        lookAtClock.run();
        if (isHalted()) {
            return null;
        }
        planOldLists();
        Work wanted = Work.of(work);
        if (patience.hasGivenUp(wanted)) {
            return null;
        }
        Batch batch = underWay.nextToLeave(wanted);
        return batch == null ? nextOrClaimed(wanted) : batch;
    }

    /** Whether nothing new is sent: the command should end, the connection is paused, or the disk is nearly full. */
    public boolean isHalted() {
        return stop.isAsked()
                || shortOfRoom.get().isPresent()
                || store.connections().pause().filter(this::isInForce).isPresent();
    }

    private boolean isInForce(Pause pause) {
        Instant until = pause.until();
        return pause.byPerson() || until == null || until.isAfter(clock.instant());
    }

    /** Waits until another round of sending is worth it while payments are read; false once they are. */
    public boolean isRoundDue() throws InterruptedException {
        boolean due = awaitedLists.isRoundDue(this::isHalted, this::planOldLists);
        if (due) {
            plan(payments::planAll);
        }
        return due;
    }

    /** All lanes may be waiting for a slow Harvest: then nobody else plans what they have read. */
    private void planOldLists() {
        plan(payments::planOld);
    }

    /** Lists that can't be planned just now are left for another cycle; that is no reason to send nothing. */
    private void plan(Runnable lists) {
        try {
            lists.run();
        } catch (RuntimeException e) {
            LOG.warn("Lists of payments could not be planned and are left for another cycle: {}", FailureText.words(e));
            awaitedLists.roundFailed();
        }
    }

    /** A round that was sent while payments are read ended in trouble: the next one waits, longer each time. */
    public void roundFailed() {
        awaitedLists.roundFailed();
    }

    private @Nullable Batch nextOrClaimed(Work wanted) {
        claiming.lock();
        try {
            Batch batch = underWay.nextToLeave(wanted);
            if (batch == null) {
                batch = repeater.next(wanted);
            }
            if (batch == null) {
                claimer.claim(wanted);
                batch = underWay.nextToLeave(wanted);
            }
            return batch;
        } finally {
            claiming.unlock();
        }
    }

    /** Batches that were claimed and did not leave, because their stage ended, are as if they had never been about to. */
    public void putBack() {
        claiming.lock();
        try {
            underWay.takeBack().forEach(batch -> store.batches().notTaken(batch.id()));
        } finally {
            claiming.unlock();
        }
    }

    /**
     * Those of the rows that have all they need to be sent.
     *
     * @param groups whose turn was taken; those of the rows are added
     */
    public List<Row> ready(List<Row> page, Set<Long> groups) {
        return claimer.ready(page, groups);
    }

    /** Records for good that the batch leaves now and gives the request; a repeated one is the same to the byte. */
    public XeroRequest request(Batch batch) {
        Instant now = clock.instant();
        if (!underWay.isJustClaimed(batch, now)) {
            if (underWay.isClaimed(batch)) {
                store.batches().notTaken(batch.id());
            }
            store.batches().sent(batch.id(), now);
            store.settle();
        }
        return new XeroRequest(
                batch.method(),
                batch.path(),
                parameters(batch.query()),
                batch.body().isEmpty() ? null : batch.body(),
                null,
                batch.idempotencyKey(),
                null);
    }

    /** The rows of the batch that have no verdict yet, in the order they were sent. */
    List<Row> rows(Batch batch) {
        List<Row> claimed = underWay.rows(batch);
        return claimed == null ? store.outboxClaims().ofBatch(batch.id()) : claimed;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }

    /**
     * No answer, or one that leaves in doubt whether Xero acted: the batch stays open, and is under way no longer, even where that can't be
     * recorded.
     *
     * @throws Exception what it was told, when it happens to one kind of work after the other: then Xero is down and the stage ends
     */
    public void inDoubt(Batch batch, Exception why) throws Exception {
        List<Row> rows = rows(batch);
        try {
            noteLoss(batch, why);
        } finally {
            underWay.free(batch);
        }
        patience.lost(rows.isEmpty() ? null : new Work(batch.kind(), rows.get(0).action()), why);
    }

    private void noteLoss(Batch batch, Exception why) {
        Instant now = clock.instant();
        if (batch.sends() > 0 && why instanceof OutcomeUnknownException answered && answered.status() == OWN_ERROR) {
            store.batches().puzzling(batch.id(), OWN_ERROR, now.minus(OpenBatches.KEY_FORGOTTEN));
        }
        store.batches().retryAt(batch.id(), Backoff.ofLostAnswer(batch.sends() + 1, now), FailureText.words(why));
    }

    /**
     * All kinds of work had their turn; those that gave it up get another in the next round.
     *
     * @throws Exception why the last answers in a row are missing, when those are many: then Xero is down and the stage ends
     */
    public void endRound() throws Exception {
        patience.endRound();
    }

    /**
     * Xero did not look at the request (a limit, no access): nothing was done, it may be repeated as it is.
     *
     * @throws Exception what it was told, unless a short wait is all it takes
     */
    public void notTaken(Batch batch, Exception why) throws Exception {
        Duration wait = why instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(Duration.ofSeconds(5))
                : Duration.ZERO;
        try {
            store.batches().notTaken(batch.id());
            store.batches().retryAt(batch.id(), clock.instant().plus(wait), FailureText.words(why));
        } finally {
            underWay.free(batch);
        }
        if (!(why instanceof RateLimitedException limited) || limited.limit() == Limit.DAY) {
            throw why;
        }
    }

    /** Xero answers again: what was in doubt before says nothing of it any more. */
    void cameThrough() {
        patience.cameThrough();
    }

    /** Every element has its verdict. */
    public void answered(Batch batch) {
        patience.answered();
        store.batches().close(batch.id(), 200, "answered", clock.instant());
        if (batch.sends() > 0) {
            store.tallies().count(Counter.DUPLICATES_PREVENTED, batch.elements());
        }
        underWay.free(batch);
    }

    /** Batches too old to repeat: Xero has to be searched for what they left behind, once the payments of their invoices are read. */
    public List<Batch> toLookFor() {
        lookAtClock.run();
        putBack();
        awaitedLists.newRound();
        patience.beginLooks();
        return open.forgotten().stream()
                .filter(batch ->
                        store.outboxClaims().ofBatch(batch.id()).stream().noneMatch(awaitedLists::awaits))
                .toList();
    }

    /** Whether Xero's lists are searched for one more batch in this round. */
    public boolean mayLook() {
        return patience.mayLook();
    }

    /** Xero could not be searched for what the batch left behind; it is searched again after 1, 2, 4 … seconds, at most 30. */
    public void notLooked(Batch batch, Exception why) {
        int looks = patience.lookedInVain(batch.id());
        store.batches().retryAt(batch.id(), Backoff.ofLostAnswer(looks + 1, clock.instant()), FailureText.words(why));
    }

    /** Xero was searched for what a batch left behind. */
    public void looked() {
        patience.looked();
    }

    /**
     * After a look: rows it did not find go on in new batches with new keys: halved when the request itself seems to be the
     * trouble, so that a culprit ends up alone.
     */
    public void goOn(Batch batch, boolean halve) {
        claiming.lock();
        try {
            splitter.goOn(batch, halve);
        } finally {
            claiming.unlock();
            underWay.free(batch);
        }
    }

    /** When time alone moves on something that is open; null when there is nothing, or nothing new is sent for now. */
    public @Nullable Instant nextMove() {
        if (isHalted()) {
            return null;
        }
        Instant next = money.isWaitedFor() ? clock.instant() : options.nextMove();
        Instant ofBatches = open.nextMove().orElse(null);
        return next == null || (ofBatches != null && ofBatches.isBefore(next)) ? ofBatches : next;
    }
}
