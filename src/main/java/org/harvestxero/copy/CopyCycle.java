package org.harvestxero.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Trouble.Reason;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.SystemicFailures;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.http.Api;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.MismatchException;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.database.OvertakenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over all stages at a time: begins it, notes its trouble, ends it. Trouble that every document would meet (no access, day
 * limit) pauses the connection, visibly; it goes on by itself where it can.
 */
public final class CopyCycle {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCycle.class);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration CONSENT_LOOK = Duration.ofHours(1);
    /** Longer than anything waits; a wait beyond it was begun before the clock went back. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(25);

    private static final String CONSENT = "consent";
    private static final String DISK = "disk";
    private static final String MISMATCH = "mismatch";
    private static final Set<String> ENDED_BY_ASKING = Set.of(CONSENT, MISMATCH, "day-limit");
    /** So many bad ones in a row are trouble of the whole side, or will be met again in a moment. */
    private static final int ENOUGH = 10;

    private static final int MOST_ASIDES = 100;

    /** The documents of a stage that waits, by the state they stand in. */
    private static final Map<String, DocumentState> STATES =
            Map.of("plan-invoices", DocumentState.CHANGED, "edit-invoices", DocumentState.EDIT);

    private final ConnectionStore store;
    private final BatchDispatcher batchDispatcher;
    private final Runnable refreshMappings;
    private final CopyOrder order;
    private final StageInputs stageInputs;
    private final Anew anew;
    private final Progress progress;
    private final LongSupplier paymentLists;
    private final CallCount callCount;
    private final Supplier<Optional<String>> shortOfRoom;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Trouble> asides = new ArrayList<>();
    private long asidesEver;
    private final Map<String, Integer> failuresInARow = new ConcurrentHashMap<>();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final Patience patience = new Patience(System::nanoTime);
    private volatile Stop stop = Stop.never();
    private volatile @Nullable Boolean toldOfRoom;

    /**
     * @param refreshMappings reads mappings.yaml again where it was edited; a broken one is refused there and told once
     * @param paymentLists how many lists of payments are to be read
     * @param anew what a start or a person's asking does
     * @param shortOfRoom why nothing may be begun for want of room on the disk; empty while there is enough
     */
    public CopyCycle(
            ConnectionStore store,
            BatchDispatcher batchDispatcher,
            Runnable refreshMappings,
            CopyOrder order,
            StageInputs stageInputs,
            Anew anew,
            Progress progress,
            LongSupplier paymentLists,
            CallCount callCount,
            Supplier<Optional<String>> shortOfRoom,
            Clock clock) {
        this.shortOfRoom = shortOfRoom;
        this.callCount = callCount;
        this.order = order;
        this.stageInputs = stageInputs;
        this.anew = anew;
        this.progress = progress;
        this.paymentLists = paymentLists;
        this.store = store;
        this.batchDispatcher = batchDispatcher;
        this.refreshMappings = refreshMappings;
        this.clock = clock;
        store.whenOpen(() -> store.connections().add());
    }

    /**
     * What is done beyond the ledger.
     *
     * @param ask lets both sides, and Xero's set-up, be asked again whatever they said before
     * @param tell tells people at once that nothing is copied any more
     */
    public record Anew(Runnable ask, Runnable tell) {}

    /** Begins a scheduled cycle; false when one runs already or the connection is paused. */
    public boolean begin() {
        if (first.get()) {
            askAnew();
        }
        if (pause().isPresent()) {
            LOG.info("Nothing is copied: {}", pause().get().reason());
            lookAtRoom();
            return false;
        }
        if (!running.tryAcquire()) {
            LOG.info("A cycle is still running; this one is left out");
            return false;
        }
        prepareOrRelease(SHORT);
        return true;
    }

    /** Waits for a running cycle to end and begins one that waits for what time alone moves on, at most {@code patience}. */
    void beginPatiently(Duration patience) throws InterruptedException {
        Stop command = Stop.ofThisThread();
        await(command);
        prepareOrRelease(patience);
        stop = command;
        batchDispatcher.endsWith(command);
    }

    /** Says at once what is waited for. */
    private void await(Stop command) throws InterruptedException {
        if (!running.tryAcquire()) {
            command.tell("Waits for the running cycle"
                    + progress.read().map(now -> ": " + now.words()).orElse("") + ".");
            command.acquire(running);
        }
    }

    /** Does this while no cycle runs; waits for a running one to end. */
    <T> T alone(Supplier<T> work) {
        try {
            await(Stop.ofThisThread());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running cycle", e);
        }
        try {
            failuresInARow.clear();
            stageInputs.newCycle();
            return work.get();
        } finally {
            running.release();
        }
    }

    /** Whether no cycle was begun since the start: the first one plans anew what was skipped. */
    boolean isFirst() {
        return first.get();
    }

    /** A cycle that can't begin, since the database is away, must not keep the next one from it. */
    private void prepareOrRelease(Duration patience) {
        try {
            prepare(patience);
        } catch (RuntimeException e) {
            running.release();
            throw e;
        }
    }

    private void prepare(Duration patience) {
        synchronized (troubles) {
            troubles.clear();
        }
        failuresInARow.clear();
        stageInputs.newCycle();
        this.patience.begin(patience);
        batchDispatcher.newRound();
        if (first.get()) {
            store.documents().planSkippedAgain();
            store.waits().end(clock.instant().plus(LONGEST_WAIT), clock.instant());
            first.set(false);
        }
        try {
            refreshMappings.run();
        } catch (RuntimeException e) {
            LOG.warn("mappings.yaml is refused and the last good one stays in force: {}", FailureText.words(e));
        }
    }

    /** Why nothing may be begun for want of room on the disk; empty while there is enough. */
    public Optional<Trouble> shortOfRoom() {
        return shortOfRoom.get().map(Trouble::noRoom);
    }

    /** Tells people once that room on the disk has run short, and ends the alarm when there is enough again. Tried on at each look. */
    public void lookAtRoom() {
        Optional<Trouble> trouble = shortOfRoom();
        Boolean told = toldOfRoom;
        if (told != null && told == trouble.isPresent()) {
            return;
        }
        try {
            if (trouble.isEmpty()) {
                store.alarms().end(AlarmTable.NO_ROOM);
            } else if (store.alarms()
                    .raise(
                            AlarmTable.NO_ROOM,
                            true,
                            trouble.get().message(),
                            trouble.get().remedy())) {
                anew.tell().run();
            }
            toldOfRoom = trouble.isPresent();
        } catch (RuntimeException e) {
            if (!DatabaseTrouble.is(e)) {
                throw e; // the database's own trouble keeps it from being told: it is looked at again
            }
        }
    }

    /** The pause in force; an automatic one ends when its time has come. */
    Optional<Pause> pause() {
        Optional<String> room = shortOfRoom.get();
        if (room.isPresent()) {
            return Optional.of(new Pause(DISK, room.get(), null)); // not stored: it ends with its reason
        }
        Optional<Pause> pause = store.connections().state().pause();
        if (pause.isPresent()
                && pause.get().until() != null
                && !pause.get().until().isAfter(clock.instant())) {
            store.connections().goOn();
            return Optional.empty();
        }
        return pause;
    }

    /**
     * After a start, or when a person asks: credentials, consent, settings, an account in Xero may have been put right meanwhile, or
     * Xero's day may have turned. One call shows; what it meets pauses the connection again.
     */
    void askAnew() {
        if (pause().filter(pause -> ENDED_BY_ASKING.contains(pause.by())).isPresent()) {
            store.connections().goOn();
        }
        anew.ask().run();
    }

    /** For the routes of 0.1.0, which ask for the order of the stages; today they hold it. */
    public List<String> stages() {
        return order.stages();
    }

    /** Whether a stage is passed over now; anything else that is reported like a stage never is. */
    public boolean isLeftOut(String stage) {
        return !mayRun(stage);
    }

    /** Whether a stage makes sense now: not once another process took over or the connection is paused, nor before all it needs was read; its documents say so. */
    public boolean mayRun(String stage) {
        if (!order.stages().contains(stage)) {
            return true;
        }
        boolean mayRun = !store.fence().isEnding() && !isStopped() && !isPaused() && hasInputs(stage);
        if (mayRun) {
            reached(stage);
        }
        return mayRun;
    }

    /** Tells what there is to do in the stage and after it. */
    private void reached(String stage) {
        long toPlan =
                stage.equals("plan-invoices") ? store.documents().countInState(Kind.INVOICE, DocumentState.CHANGED) : 0;
        boolean reads = stage.equals("read-payments") || toPlan > 0;
        long lists = reads ? paymentLists.getAsLong() : 0;
        boolean sends = stage.equals("send-documents") || reads;
        long toSend = sends ? store.outbox().count(OutboxState.WAITING) : 0;
        switch (stage) {
            case "plan-invoices" -> progress.begin(stage, toPlan, new Progress.Ahead(lists, toPlan + toSend));
            case "edit-invoices" ->
                progress.begin(
                        stage,
                        store.documents().countInState(Kind.INVOICE, DocumentState.EDIT),
                        Progress.Ahead.NOTHING);
            case "read-payments" -> progress.begin(stage, lists, new Progress.Ahead(0, toSend));
            case "send-documents" -> progress.begin(stage, toSend, Progress.Ahead.NOTHING);
            default -> progress.begin(stage, null, Progress.Ahead.NOTHING);
        }
    }

    /** Whether all was read that the stage decides by; else its documents say so. */
    public boolean hasInputs(String stage) {
        Optional<String> missing = stageInputs.missing(stage);
        if (missing.isPresent() && STATES.containsKey(stage)) {
            store.documents().hold(Kind.INVOICE, STATES.get(stage), missing.get());
        }
        return missing.isEmpty();
    }

    /** Whether the command this cycle runs for should end; the report says so then. */
    private boolean isStopped() {
        Optional<Trouble> stopped = stop.words().map(Trouble::stopped);
        synchronized (troubles) {
            stopped.filter(trouble -> troubles.stream().noneMatch(each -> each.reason() == Reason.STOPPED))
                    .ifPresent(troubles::add);
        }
        return stopped.isPresent();
    }

    /** Whether the connection is stopped, by a person or by trouble every document would meet. */
    public boolean isPaused() {
        return pause().isPresent();
    }

    /** Notes what ended a stage; trouble every document would meet pauses the connection. */
    public Trouble trouble(String stage, Exception wrapped) {
        Exception failure = core(wrapped);
        Trouble trouble = trouble(failure);
        boolean known =
                failure instanceof CallException || failure instanceof StoppedException || DatabaseTrouble.is(failure);
        if (known) {
            LOG.warn("{} stopped: {}", stage, trouble.message());
        } else {
            LOG.error("{} stopped by something unforeseen", stage, failure);
        }
        synchronized (troubles) {
            if (troubles.stream().noneMatch(earlier -> isSame(earlier, trouble))) {
                troubles.add(trouble);
            }
        }
        if (trouble.reason() == Reason.CONSENT || trouble.reason() == Reason.MISMATCH) {
            store.connections()
                    .pause(new Pause(
                            trouble.reason() == Reason.CONSENT ? CONSENT : MISMATCH,
                            trouble.message(),
                            clock.instant().plus(CONSENT_LOOK)));
            raise(trouble);
        } else if (trouble.reason() == Reason.DAY_LIMIT) {
            store.connections().pause(new Pause("day-limit", trouble.message(), trouble.until()));
        }
        return trouble;
    }

    /**
     * Notes what ended one part of a stage, which goes on with its other parts.
     *
     * @throws Exception what every other part would meet too
     */
    public void aside(String part, Exception wrapped) throws Exception {
        Exception failure = core(wrapped);
        SystemicFailures.throwOn(failure);
        failuresInARow.merge(part, 1, Integer::sum);
        Trouble noted = trouble(part, failure);
        synchronized (troubles) {
            asides.add(noted);
            asidesEver++;
            if (asides.size() > MOST_ASIDES) {
                asides.remove(0);
            }
        }
    }

    /** How many parts of stages went wrong so far; for {@link #asideSince}. */
    long asides() {
        synchronized (troubles) {
            return asidesEver;
        }
    }

    /** The last trouble of a part since then. */
    Optional<Trouble> asideSince(long before) {
        synchronized (troubles) {
            return asidesEver == before ? Optional.empty() : Optional.of(asides.get(asides.size() - 1));
        }
    }

    /** Whether one more of these parts is tried in this cycle: not after many in a row went wrong, as each may cost minutes. */
    public boolean mayTry(String part) {
        return failuresInARow.getOrDefault(part, 0) < ENOUGH;
    }

    /** One of these parts went well. */
    public void went(String part) {
        failuresInARow.remove(part);
    }

    /** People are told once, when it begins. */
    private void raise(Trouble trouble) {
        String name = trouble.reason().name().toLowerCase(Locale.ROOT) + "-"
                + trouble.side().toLowerCase(Locale.ROOT);
        if (store.alarms().raise(name, true, trouble.message(), trouble.remedy())) {
            anew.tell().run();
        }
    }

    /** A side that lets nobody in says so to every stage. */
    private static boolean isSame(Trouble one, Trouble other) {
        boolean everywhere = one.reason() == other.reason() && one.reason() != Reason.UNREACHABLE;
        return one.side().equals(other.side()) && (everywhere || one.message().equals(other.message()));
    }

    /** What happened, without what lanes and splits wrapped around it. */
    private static Exception core(Exception wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallException || cause instanceof StoppedException) {
                return (Exception) cause;
            }
        }
        return wrapped;
    }

    private Trouble trouble(Exception failure) {
        Optional<Trouble> database = Trouble.ofDatabase(failure);
        if (database.isPresent()) {
            return database.get();
        }
        if (failure instanceof StoppedException) {
            return Trouble.stopped(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof NoRoomException) {
            return Trouble.noRoom(String.valueOf(failure.getMessage()));
        }
        Api api = api(failure);
        String side = api.toString();
        String words = FailureText.words(failure);
        if (failure instanceof MismatchException) {
            return new Trouble(side, Reason.MISMATCH, words, MismatchException.REMEDY, null);
        }
        if (failure instanceof ConsentException) {
            String remedy = api == Api.HARVEST
                    ? "Check harvest.account-id and harvest.access-token, or run connect again."
                    : "Check xero.client-id and xero.client-secret, or run connect again.";
            return new Trouble(side, Reason.CONSENT, words, remedy, null);
        }
        if (failure instanceof RateLimitedException limited && limited.limit() == Limit.DAY) {
            return new Trouble(
                    side,
                    Reason.DAY_LIMIT,
                    words,
                    "Nothing: it goes on by itself when the day's calls are back.",
                    until(failure));
        }
        return new Trouble(
                side, Reason.UNREACHABLE, words, "Nothing yet: it is tried again at the next cycle.", until(failure));
    }

    private @Nullable Instant until(Exception failure) {
        return failure instanceof RateLimitedException limited
                ? limited.retryAfter().map(clock.instant()::plus).orElse(null)
                : null;
    }

    private static Api api(Exception failure) {
        if (failure instanceof CallException call) {
            return call.api();
        }
        boolean harvest = failure.getClass().getName().contains(".harvest.")
                || String.valueOf(failure.getMessage()).contains("Harvest");
        return harvest ? Api.HARVEST : Api.XERO;
    }

    /**
     * Milliseconds until time alone moves something on that this cycle still waits for; null when it waits no longer. A wait that a
     * command may end is over when this returns.
     */
    public @Nullable Long patience() throws InterruptedException {
        Instant next = batchDispatcher.nextMove();
        if (next == null) {
            return null;
        }
        long wait = Math.max(50, Duration.between(clock.instant(), next).toMillis());
        if (!patience.grants(Duration.ofMillis(wait))) {
            return null;
        }
        Stop command = stop;
        if (command == Stop.never()) {
            return wait;
        }
        return command.sleep(Duration.ofMillis(wait)) ? Long.valueOf(0) : null;
    }

    public void end() {
        boolean success;
        synchronized (troubles) {
            success = troubles.isEmpty();
        }
        try {
            if (!store.fence().isEnding()) {
                batchDispatcher.putBack();
                store.connections().cycled(clock.instant(), success);
                if (success) {
                    store.alarms().endStops();
                }
                callCount.keep();
                lookAtRoom();
            }
        } catch (OvertakenException e) {
            trouble("end-cycle", e);
        } finally {
            progress.end();
            stop = Stop.never();
            batchDispatcher.endsWith(Stop.never());
            running.release();
        }
    }

    List<Trouble> troubles() {
        synchronized (troubles) {
            return List.copyOf(troubles);
        }
    }
}
