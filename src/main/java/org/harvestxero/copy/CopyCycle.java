package org.harvestxero.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.OvertakenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over all stages at a time: begins it, says which stages may run, waits for what time alone moves on, ends it. What goes wrong
 * is kept by {@link CycleTroubles}, and what stops all copying by {@link CopyPause}.
 */
public final class CopyCycle {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCycle.class);
    private static final Duration SHORT = Duration.ofSeconds(30);
    /** Longer than anything waits; a wait beyond it was begun before the clock went back. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(25);

    /** The documents of a stage that waits, by the state they stand in. */
    private static final Map<String, DocumentState> STATES =
            Map.of("plan-invoices", DocumentState.CHANGED, "edit-invoices", DocumentState.EDIT);

    private final ConnectionStore store;
    private final BatchDispatcher batchDispatcher;
    private final Runnable refreshMappings;
    private final CopyRouteReader order;
    private final StageInputs stageInputs;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final Progress progress;
    private final StageProgress stageProgress;
    private final CallCount callCount;
    private final RunBook runs;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final Patience patience = new Patience(System::nanoTime);
    private volatile Stop stop = Stop.never();
    private volatile RunBook.@Nullable Begun begun;

    /**
     * @param refreshMappings reads mappings.yaml again where it was edited; a broken one is refused there and told once
     * @param paymentLists how many lists of payments are to be read
     * @param runs keeps what each cycle did
     */
    public CopyCycle(
            ConnectionStore store,
            BatchDispatcher batchDispatcher,
            Runnable refreshMappings,
            CopyRouteReader order,
            StageInputs stageInputs,
            CopyPause pause,
            CycleTroubles troubles,
            Progress progress,
            LongSupplier paymentLists,
            CallCount callCount,
            RunBook runs,
            Clock clock) {
        this.store = store;
        this.batchDispatcher = batchDispatcher;
        this.refreshMappings = refreshMappings;
        this.order = order;
        this.stageInputs = stageInputs;
        this.pause = pause;
        this.troubles = troubles;
        this.progress = progress;
        this.stageProgress = new StageProgress(store, paymentLists, progress);
        this.callCount = callCount;
        this.runs = runs;
        this.clock = clock;
        store.whenOpen(() -> store.connections().add());
    }

    /** Begins a scheduled cycle; false when one runs already or the connection is paused. */
    public boolean begin() {
        if (first.get()) {
            pause.askAnew();
        }
        Optional<Pause> inForce = pause.find();
        if (inForce.isPresent()) {
            LOG.info("Nothing is copied: {}", inForce.get().reason());
            pause.lookAtRoom();
            return false;
        }
        if (!running.tryAcquire()) {
            LOG.info("A cycle is still running; this one is left out");
            return false;
        }
        prepareOrRelease(SHORT, RunBook.BY_ITSELF);
        return true;
    }

    /**
     * Waits for a running cycle to end and begins one that waits for what time alone moves on, at most {@code patience}.
     *
     * @param who asked for it
     */
    void beginPatiently(Duration patience, String who) throws InterruptedException {
        Stop command = Stop.ofThisThread();
        await(command);
        prepareOrRelease(patience, who);
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
            troubles.clearParts();
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
    private void prepareOrRelease(Duration patience, String who) {
        try {
            prepare(patience);
            begun = runs.begin(RunBook.CYCLE, who);
        } catch (RuntimeException e) {
            running.release();
            throw e;
        }
    }

    private void prepare(Duration patience) {
        troubles.clear();
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
        boolean mayRun = !store.fence().isEnding() && !isStopped() && !pause.isInForce() && hasInputs(stage);
        if (mayRun) {
            stageProgress.begin(stage);
        }
        return mayRun;
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
        Optional<String> stopped = stop.words();
        stopped.map(Trouble::stopped).ifPresent(troubles::noteStopped);
        return stopped.isPresent();
    }

    /** Notes what ended a stage; trouble every document would meet pauses the connection. */
    public Trouble trouble(String stage, Exception failure) {
        return troubles.note(stage, failure);
    }

    /**
     * Notes what ended one part of a stage, which goes on with its other parts.
     *
     * @throws Exception what every other part would meet too
     */
    public void aside(String part, Exception failure) throws Exception {
        troubles.noteAside(part, failure);
    }

    /** Whether one more of these parts is tried in this cycle. */
    public boolean mayTry(String part) {
        return troubles.mayTry(part);
    }

    /** One of these parts went well. */
    public void went(String part) {
        troubles.went(part);
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
        boolean success = troubles.all().isEmpty();
        try {
            if (!store.fence().isEnding()) {
                batchDispatcher.putBack();
                store.connections().cycled(clock.instant(), success);
                if (success) {
                    store.alarms().endStops();
                }
                callCount.keep();
                keepRun();
                pause.lookAtRoom();
            }
        } catch (OvertakenException e) {
            troubles.note("end-cycle", e);
        } finally {
            progress.end();
            stop = Stop.never();
            batchDispatcher.endsWith(Stop.never());
            running.release();
        }
    }

    private void keepRun() {
        RunBook.Begun run = begun;
        if (run != null) {
            run.endCycle(troubles.all());
        }
    }
}
