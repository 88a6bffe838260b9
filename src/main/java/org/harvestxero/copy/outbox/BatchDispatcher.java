package org.harvestxero.copy.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.harvestxero.commands.Stop;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.http.Limit;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RateLimits;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.database.Durability;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;

/**
 * Claims ready rows into batches and says what becomes of a batch without an answer. A batch's body and key are stored before it
 * is first sent; younger than four minutes it is repeated byte for byte under its key, after seven minutes Xero is searched for
 * what it left behind (Xero forgets a key after six). Several batches are claimed, and brought to the disk, at once; a process
 * that ends before one of them left takes it for sent, which costs a repetition or a search, never a duplicate.
 */
public final class BatchDispatcher {
    /** Xero's six minutes, less the longest wait at the gate and half a minute. */
    static final Duration KEY_TRUSTED =
            Duration.ofMinutes(6).minus(RateLimits.LONGEST_WAIT).minusSeconds(30);

    static final Duration KEY_FORGOTTEN = Duration.ofMinutes(7);
    static final int MAX_BYTES = 3_000_000;
    /** How long after it was claimed a batch may leave as it is. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);

    /** More than the clocks of processes on one database are apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private static final int CLAIMED_AT_ONCE = 10;
    /** After so many answers missing in a row one kind of work gives the next its turn. */
    private static final int PATIENCE = 3;
    /** After so many Xero is away, whatever the work: more than all lanes of one kind can lose. */
    private static final int LONG_PATIENCE = 8;

    private static final int OWN_ERROR = 500;
    /** All kinds of work; the order they are sent in is that of the routes, which is this one as shipped. */
    public static final List<String> KINDS_OF_WORK = List.of(
            "contact create",
            "contact update",
            "payment delete",
            "credit-note deallocate",
            "credit-note void",
            "credit-note delete",
            "invoice create",
            "invoice approve",
            "invoice update",
            "invoice void",
            "invoice delete",
            "credit-note create",
            "credit-note approve",
            "credit-note allocate",
            "payment create");

    private final String tenant;
    private final ConnectionStore store;
    private final TrackingOptionCreator options;
    private final UnexplainedPayments money;
    private volatile Supplier<Optional<String>> shortOfRoom = Optional::empty;
    private volatile Runnable lookAtClock = () -> {};
    private final Clock clock;
    private final ReentrantLock claiming = new ReentrantLock();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Work, Queue<Batch>> toLeave = new ConcurrentHashMap<>();
    private final Map<String, Claimed> claimed = new ConcurrentHashMap<>();
    private final AtomicInteger doubtsInARow = new AtomicInteger();
    private final Map<Work, Integer> doubtsOf = new ConcurrentHashMap<>();
    private final Map<String, Integer> looksInVain = new ConcurrentHashMap<>();
    private final AtomicInteger looksInVainInARow = new AtomicInteger();
    private volatile @Nullable Exception lastDoubt;
    private final int lanes;
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
            Clock clock) {
        this.money = money;
        this.options = options;
        this.tenant = tenant;
        this.lanes = lanes;
        this.store = store;
        this.clock = clock;
    }

    /** One kind of row and what is to be done with it, such as {@code invoice create}. */
    public record Work(Kind kind, Action action) {
        public static Work of(String words) {
            String[] parts = words.trim().split(" ", 2);
            return new Work(Kind.of(parts[0]), Action.of(parts[1]));
        }
    }

    /** A batch of this process that has no answer yet: since when it may have left, and its rows. */
    private record Claimed(Instant since, List<Row> rows) {}

    /** @param room why nothing new may be sent for want of room on the disk; empty while there is enough */
    public void leavesUnless(Supplier<Optional<String>> room) {
        shortOfRoom = room;
    }

    /** @param look tells of a jump of the clock, which leaves no key to be trusted, before anything is decided by an age */
    public void looksAtClock(Runnable look) {
        lookAtClock = look;
    }

    /** From now on nothing new is sent once {@code command} should end. */
    public void endsWith(Stop command) {
        stop = command;
    }

    /** Whoever led meanwhile may have gone on with what was under way: only the ledger knows. */
    public void forget() {
        claiming.lock();
        try {
            underWay.clear();
            toLeave.clear();
            claimed.clear();
            looksInVain.clear();
        } finally {
            claiming.unlock();
        }
    }

    /** For the routes of 0.1.0, which ask for the order of the kinds of work; today they hold it. */
    public List<String> kindsOfWork() {
        return KINDS_OF_WORK;
    }

    /** The work, once for each lane it is done on. */
    public List<String> lanes(String work) {
        return Collections.nCopies(lanes, work);
    }

    /** A new round: trouble of the last one is forgotten. */
    public void newRound() {
        cameThrough();
        looksInVain.clear();
        putBack();
        money.newRound();
        options.newRound();
    }

    /**
     * The next batch to send: one whose answer is missing and that may be repeated now, else newly claimed rows.
     *
     * @param work such as {@code invoice create}
     * @return null when nothing of this work can be sent now, the command it is sent for should end, a person has paused
     *     the connection, or there is too little room on the disk
     */
    public @Nullable Batch next(String work) {
        lookAtClock.run();
        if (isHalted()) {
            return null;
        }
        Work wanted = Work.of(work);
        if (doubtsOf.getOrDefault(wanted, 0) >= PATIENCE) {
            return null;
        }
        Batch batch = leaving(wanted).poll();
        return batch == null ? nextOrClaimed(wanted) : batch;
    }

    /** Whether nothing new is sent: the command should end, a person has paused the connection, or the disk is nearly full. */
    private boolean isHalted() {
        return stop.isAsked()
                || shortOfRoom.get().isPresent()
                || store.connections().state().pause().filter(Pause::byPerson).isPresent();
    }

    private @Nullable Batch nextOrClaimed(Work wanted) {
        claiming.lock();
        try {
            Batch batch = leaving(wanted).poll();
            if (batch == null) {
                batch = repeatable(wanted);
            }
            if (batch == null) {
                claim(wanted);
                batch = leaving(wanted).poll();
            }
            return batch;
        } finally {
            claiming.unlock();
        }
    }

    private Queue<Batch> leaving(Work work) {
        return toLeave.computeIfAbsent(work, none -> new ConcurrentLinkedQueue<>());
    }

    /** Batches that were claimed and did not leave, because their stage ended, are as if they had never been about to. */
    public void putBack() {
        claiming.lock();
        try {
            for (Queue<Batch> batches : toLeave.values()) {
                for (Batch batch : batches) {
                    store.batches().notTaken(batch.id());
                    claimed.remove(batch.id());
                    underWay.remove(batch.id());
                }
                batches.clear();
            }
        } finally {
            claiming.unlock();
        }
    }

    private @Nullable Batch repeatable(Work wanted) {
        Instant now = clock.instant();
        // Asked first: what is answered meanwhile is closed before it is no longer under way.
        Set<String> busy = Set.copyOf(underWay);
        for (Batch batch : open()) {
            if (batch.kind() != wanted.kind() || busy.contains(batch.id())) {
                continue;
            }
            boolean due = batch.retryAt() == null || !batch.retryAt().isAfter(now);
            boolean keyHolds = batch.firstSentAt() == null
                    || batch.firstSentAt().plus(KEY_TRUSTED).isAfter(now);
            if (due && keyHolds && hasAction(batch, wanted.action())) {
                underWay.add(batch.id());
                return batch;
            }
        }
        return null;
    }

    private boolean hasAction(Batch batch, Action action) {
        List<Row> rows = store.outboxClaims().ofBatch(batch.id());
        if (rows.isEmpty()) {
            store.batches().close(batch.id(), null, "nothing left to send", clock.instant());
            return false;
        }
        return rows.get(0).action() == action;
    }

    private void claim(Work wanted) {
        int limit = BatchFormat.limit(wanted.kind(), wanted.action());
        List<Row> taken = claimable(wanted, limit * CLAIMED_AT_ONCE);
        if (taken.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Parcel> parcels = new ArrayList<>();
        for (int next = 0; next < taken.size(); ) {
            Parcel parcel = parcel(wanted, taken.subList(next, Math.min(next + limit, taken.size())));
            parcels.add(parcel);
            next += parcel.rows().size();
        }
        List<Batch> batches = parcels.stream().map(Parcel::batch).toList();
        store.inTransaction(() -> {
            parcels.forEach(parcel -> claim(wanted, parcel));
            store.batches().addLeaving(batches, now);
        });
        Durability.settle(store.dataSource());
        for (Parcel parcel : parcels) {
            claimed.put(parcel.batch().id(), new Claimed(now, parcel.claimedRows()));
            underWay.add(parcel.batch().id());
            leaving(wanted).add(parcel.batch());
        }
    }

    /** The next rows that have all they need; those that wait for an option don't stand in the way of younger ones. */
    private List<Row> claimable(Work wanted, int limit) {
        Set<Long> groups = new HashSet<>();
        for (long after = 0; ; ) {
            List<Row> page = store.outboxClaims().claimable(wanted.kind(), wanted.action(), after, limit);
            List<Row> taken = ready(page, groups);
            if (!taken.isEmpty() || page.size() < limit) {
                return taken;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    /** @param groups whose turn was taken; those of the rows are added */
    public List<Row> ready(List<Row> page, Set<Long> groups) {
        return page.stream()
                .map(options::underNewNames)
                .filter(row -> groups.add(row.groupId()))
                .filter(money::isClear)
                .filter(this::hasItsOptions)
                .toList();
    }

    private void claim(Work wanted, Parcel parcel) {
        if (!store.outboxClaims().claimAll(parcel.rows(), parcel.batch().id())) {
            throw new IllegalStateException("Rows of a " + wanted + " batch were moved by someone else meanwhile");
        }
    }

    /** An invoice whose tracking option is missing waits until it is made, or fails when it can't be made for now. */
    private boolean hasItsOptions(Row row) {
        if (options.ready(row)) {
            return true;
        }
        options.refusal(row).ifPresent(refusal -> {
            CopyEventLog.refused(row.kind(), row.sourceId(), row.number(), refusal.problem(), refusal.words());
            store.inTransaction(() -> {
                Reason reason = store.causes().reason(refusal.problem(), clock.instant());
                store.outboxVerdicts().fail(row.id(), reason, refusal.words(), refusal.next());
            });
        });
        return false;
    }

    /** A batch and the rows it carries. */
    private record Parcel(Batch batch, List<Row> rows) {
        List<Row> claimedRows() {
            List<Row> claimed = new ArrayList<>();
            for (Row row : rows) {
                claimed.add(row.claimed(batch.id(), claimed.size()));
            }
            return claimed;
        }
    }

    /** A batch of the first of the rows, as many as fit. */
    private Parcel parcel(Work wanted, List<Row> rows) {
        String id = UUID.randomUUID().toString();
        List<Row> fitting = new ArrayList<>();
        List<String> elements = new ArrayList<>();
        int bytes = 100;
        for (Row row : rows) {
            String element = ElementRenderer.of(row);
            int size = element.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!fitting.isEmpty() && bytes + size > MAX_BYTES) {
                break;
            }
            bytes += size;
            fitting.add(row);
            elements.add(element);
        }
        BatchFormat how = BatchFormat.of(wanted.kind(), wanted.action(), fitting);
        String body = how.limit() == 1 && elements.size() == 1
                ? elements.get(0)
                : "{\"" + how.collection() + "\":[" + String.join(",", elements) + "]}";
        Batch batch = new Batch(
                id,
                wanted.kind(),
                how.method(),
                how.path(),
                how.query(),
                tenant + ":" + id,
                body,
                fitting.size(),
                null,
                0,
                null,
                null);
        return new Parcel(batch, List.copyOf(fitting));
    }

    /** Moves rows of a batch under way to new batches, which travel when their turn comes. */
    private void rebatch(Work wanted, List<Row> rows) {
        for (int next = 0; next < rows.size(); ) {
            Parcel parcel = parcel(wanted, rows.subList(next, rows.size()));
            int position = 0;
            for (Row row : parcel.rows()) {
                if (row.batchId() == null
                        || !store.outboxClaims()
                                .rebatch(row.id(), row.batchId(), parcel.batch().id(), position++)) {
                    throw new IllegalStateException(
                            "Rows of a " + wanted + " batch were moved by someone else meanwhile");
                }
            }
            store.batches().add(parcel.batch(), clock.instant());
            next += parcel.rows().size();
        }
    }

    /** Records for good that the batch leaves now and gives the request; a repeated one is the same to the byte. */
    public XeroRequest request(Batch batch) {
        Instant now = clock.instant();
        Claimed since = claimed.get(batch.id());
        if (since == null || !since.since().plus(LEAVES_WITHIN).isAfter(now)) {
            if (since != null) {
                store.batches().notTaken(batch.id());
            }
            store.batches().sent(batch.id(), now);
            Durability.settle(store.dataSource());
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
        Claimed mine = claimed.get(batch.id());
        return mine == null ? store.outboxClaims().ofBatch(batch.id()) : mine.rows();
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
     * No answer, or one that leaves in doubt whether Xero acted: the batch stays open.
     *
     * @throws Exception what it was told, when it happens to one kind of work after the other: then Xero is down and the stage ends
     */
    public void inDoubt(Batch batch, Exception why) throws Exception {
        List<Row> rows = rows(batch);
        Instant now = clock.instant();
        if (batch.sends() > 0 && why instanceof OutcomeUnknownException answered && answered.status() == OWN_ERROR) {
            store.batches().puzzling(batch.id(), OWN_ERROR, now.minus(KEY_FORGOTTEN));
        }
        store.batches().retryAt(batch.id(), Backoff.ofLostAnswer(batch.sends() + 1, now), FailureText.words(why));
        free(batch);
        if (!rows.isEmpty()) {
            doubtsOf.merge(new Work(batch.kind(), rows.get(0).action()), 1, Integer::sum);
        }
        lastDoubt = why;
        if (doubtsInARow.incrementAndGet() >= LONG_PATIENCE) {
            throw why;
        }
    }

    /**
     * All kinds of work had their turn; those that gave it up get another in the next round.
     *
     * @throws Exception why the last answers in a row are missing, when those are many: then Xero is down and the stage ends
     */
    public void endRound() throws Exception {
        doubtsOf.clear();
        Exception why = lastDoubt;
        if (why != null && doubtsInARow.get() >= PATIENCE) {
            throw why;
        }
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
        store.batches().notTaken(batch.id());
        store.batches().retryAt(batch.id(), clock.instant().plus(wait), FailureText.words(why));
        free(batch);
        if (!(why instanceof RateLimitedException limited) || limited.limit() == Limit.DAY) {
            throw why;
        }
    }

    /** Xero answers again: what was in doubt before says nothing of it any more. */
    void cameThrough() {
        doubtsInARow.set(0);
        doubtsOf.clear();
        lastDoubt = null;
    }

    /** Every element has its verdict. */
    public void answered(Batch batch) {
        doubtsInARow.set(0);
        lastDoubt = null;
        store.batches().close(batch.id(), 200, "answered", clock.instant());
        if (batch.sends() > 0) {
            store.tallies().count(Counter.DUPLICATES_PREVENTED, batch.elements());
        }
        free(batch);
    }

    /** Batches too old to repeat: Xero has to be searched for what they left behind. */
    public List<Batch> toLookFor() {
        lookAtClock.run();
        putBack();
        doubtsOf.clear();
        looksInVainInARow.set(0);
        Instant now = clock.instant();
        return open().stream()
                .filter(batch -> batch.firstSentAt() != null
                        && !batch.firstSentAt().plus(KEY_FORGOTTEN).isAfter(now))
                .filter(batch -> batch.retryAt() == null || !batch.retryAt().isAfter(now))
                .toList();
    }

    /** Whether Xero's lists are searched for one more batch in this round. */
    public boolean mayLook() {
        return looksInVainInARow.get() < PATIENCE;
    }

    /** Xero could not be searched for what the batch left behind; it is searched again after 1, 2, 4 … seconds, at most 30. */
    public void notLooked(Batch batch, Exception why) {
        looksInVainInARow.incrementAndGet();
        int looks = looksInVain.merge(batch.id(), 1, Integer::sum);
        store.batches().retryAt(batch.id(), Backoff.ofLostAnswer(looks + 1, clock.instant()), FailureText.words(why));
    }

    /** Xero was searched for what a batch left behind. */
    public void looked() {
        looksInVainInARow.set(0);
    }

    /**
     * After a look: rows it did not find go on in new batches with new keys: halved when the request itself seems to be the
     * trouble, so that a culprit ends up alone.
     */
    public void goOn(Batch batch, boolean halve) {
        claiming.lock();
        try {
            store.inTransaction(() -> goOnWith(batch, store.outboxClaims().ofBatch(batch.id()), halve));
        } finally {
            claiming.unlock();
            free(batch);
        }
    }

    private void goOnWith(Batch batch, List<Row> rest, boolean halve) {
        if (halve && rest.size() > 1) {
            Work work = new Work(batch.kind(), rest.get(0).action());
            int middle = rest.size() / 2;
            rebatch(work, rest.subList(0, middle));
            rebatch(work, rest.subList(middle, rest.size()));
        } else {
            rest.forEach(row -> store.outboxClaims().release(row.id(), clock.instant(), "sent again in a new batch"));
        }
        store.batches().close(batch.id(), null, halve ? "halved" : "looked for", clock.instant());
    }

    /** When time alone moves on something that is open; null when there is nothing, or nothing new is sent for now. */
    public @Nullable Instant nextMove() {
        if (isHalted()) {
            return null;
        }
        Instant now = clock.instant();
        Instant next = money.isWaitedFor() ? now : options.nextMove();
        for (Batch batch : open()) {
            Instant move = move(batch, now);
            next = next == null || move.isBefore(next) ? move : next;
        }
        return next;
    }

    private static Instant move(Batch batch, Instant now) {
        Instant first = batch.firstSentAt();
        Instant retry = batch.retryAt() == null || batch.retryAt().isBefore(now) ? now : batch.retryAt();
        if (first == null || retry.isBefore(first.plus(KEY_TRUSTED))) {
            return retry;
        }
        Instant forgotten = first.plus(KEY_FORGOTTEN);
        return forgotten.isAfter(retry) ? forgotten : retry;
    }

    /** Batches without a complete answer. One that was sent in times to come was sent before the clock went back. */
    private List<Batch> open() {
        List<Batch> open = store.batches().open();
        Instant latest = clock.instant().plus(CLOCKS_DIFFER);
        boolean unknown = open.stream()
                .anyMatch(batch ->
                        batch.firstSentAt() != null && batch.firstSentAt().isAfter(latest));
        if (!unknown) {
            return open;
        }
        store.waits().forgetAges(latest);
        return store.batches().open();
    }

    private void free(Batch batch) {
        claimed.remove(batch.id());
        underWay.remove(batch.id());
    }
}
