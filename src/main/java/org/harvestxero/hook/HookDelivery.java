package org.harvestxero.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.harvestxero.event.EventKind;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.event.EventTable;
import org.harvestxero.store.event.HookEventTable.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of telling hooks of events: each hook on a thread of its own, in the order things happened, and the next event about a
 * subject only once the one before was taken. What a hook doesn't take is told again later, ever more rarely, and in the end parked.
 */
public final class HookDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(HookDelivery.class);

    /** Events read at once; the statement in the route says the same. */
    static final int PAGE = 100;

    /** Threads of one hook that may hang before it is started no more. */
    static final int MOST_HANGING = 3;

    private static final String RUN = "hookRun";
    private static final String ROW = "hookEvent";

    private final ConnectionStore store;
    private final List<Hook> hooks;
    private final Bounds bounds;
    private final HookFigures figures;
    private final HookUpkeep upkeep;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, HookRun> underWay = new ConcurrentHashMap<>();

    /** @param nanos a monotonic clock */
    public HookDelivery(
            ConnectionStore store, HookSettings settings, HookFigures figures, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.hooks = settings.hooks();
        this.bounds = settings.bounds();
        this.figures = figures;
        this.upkeep = new HookUpkeep(store, settings, clock);
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * How long and how often.
     *
     * @param timeLimit longest time of telling one hook of one event
     * @param attempts after so many an event is parked
     * @param perHour most events one hook is told of in an hour, so that a hook whose effect is an event again can't run for ever
     */
    record Bounds(Duration timeLimit, int attempts, int perHour) {
        private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
        private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

        /** How long to wait after so many attempts. */
        Duration pause(int attempts) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    /** The hooks there may be something to tell, each as a run to be begun on a thread of its own; what hangs is given up. */
    public synchronized List<HookRun> ready() {
        if (hooks.isEmpty()) {
            return List.of();
        }
        underWay.values().forEach(this::giveUpWhatHangs);
        while (store.events().place() == EventTable.POSITIONS_AT_ONCE) {
            // more are without a position
        }
        upkeep.beginHooks();
        upkeep.clearOld();
        long last = store.hooks().progress().lastPosition();
        Map<String, Long> positions = store.hooks().progress().positions();
        List<HookRun> runs = new ArrayList<>();
        for (Hook hook : hooks) {
            boolean something = positions.getOrDefault(hook.name(), 0L) < last || figures.stands(hook.name());
            if (something
                    && !underWay.containsKey(hook.name())
                    && figures.hasRoute(hook.name())
                    && figures.mayRun(hook.name(), bounds.perHour())) {
                HookRun run = new HookRun(hook, store.hooks().pending().waiting(hook.name()));
                underWay.put(hook.name(), run);
                runs.add(run);
            }
        }
        return runs;
    }

    /** Nobody can end what hangs in a call; but it counts as not taken, and others about it go on. */
    private void giveUpWhatHangs(HookRun run) {
        EventRow hanging = run.abandonAfter(bounds.timeLimit().toNanos(), nanos.getAsLong());
        if (hanging == null) {
            return;
        }
        String name = run.hook().name();
        notTaken(
                run,
                hanging,
                "it did not end within " + bounds.timeLimit().toSeconds() + " s (hooks.time-limit)",
                false);
        if (figures.hang(name) < MOST_HANGING) {
            underWay.remove(name, run);
        }
    }

    /** Keeps which hook this thread tells; a thread that could not be begun is none. */
    public void begin(Exchange exchange) {
        HookRun run = Objects.requireNonNull(exchange.getMessage().getBody(HookRun.class));
        exchange.setProperty(RUN, run);
        exchange.setVariable("hook", run.hook().name());
    }

    public boolean hasMore(Exchange exchange) {
        return run(exchange).hasMore();
    }

    /** What the statement asks for: what the hook is to be told of again by now, and what is new. */
    public void next(Exchange exchange) {
        HookRun run = run(exchange);
        String name = run.hook().name();
        long last = store.hooks().progress().lastPosition();
        // An event that a crash took back would be found again, and told a second time under another id.
        store.settle();
        run.reading(last);
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("connection", store.connection());
        asked.put("hook", name);
        asked.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        asked.put("after", store.hooks().progress().positions().getOrDefault(name, last));
        asked.put("until", last);
        asked.put("kinds", List.copyOf(run.hook().kinds()));
        exchange.getMessage().setBody(asked);
    }

    /** All of a page was told of, or put back. */
    public void pageDone(Exchange exchange) {
        HookRun run = run(exchange);
        List<?> page = Objects.requireNonNull(exchange.getMessage().getBody(List.class));
        if (run.isStopped()) {
            return; // the rest of the page is read again
        }
        if (page.size() < PAGE) {
            store.hooks().progress().move(run.hook().name(), run.until());
        } else {
            run.thereIsMore();
        }
    }

    /** Makes the message the hook gets of a row; no body where it isn't told now. */
    public void prepare(Exchange exchange) {
        HookRun run = run(exchange);
        Map<String, Object> read = cast(exchange.getMessage().getBody(Map.class));
        EventRow row = EventRow.of(read);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        if (run.isStopped() || !figures.mayRun(run.hook().name(), bounds.perHour())) {
            run.stop();
            return;
        }
        if (run.isBehind(row)) {
            store.inTransaction(() -> {
                store.hooks()
                        .pending()
                        .refused(
                                run.hook().name(), row.id(), row.about(), new Refusal(false, 0, clock.instant(), null));
                store.hooks().progress().move(run.hook().name(), row.position());
            });
            return;
        }
        if (run.begin(row, nanos.getAsLong())) {
            exchange.setProperty(ROW, row);
            EventMessage.of(row).fill(exchange.getMessage());
        }
    }

    /** The hook took it. */
    public void taken(Exchange exchange) {
        HookRun run = run(exchange);
        EventRow row = row(exchange);
        if (!run.end()) {
            return; // it was given up meanwhile, and is told again
        }
        String name = run.hook().name();
        if (row.isAgain()) {
            store.hooks().pending().taken(name, row.id());
            run.thereIsMore(); // what stood behind it
        } else {
            store.hooks().progress().move(name, row.position());
        }
        figures.told(name);
    }

    /** The hook did not take it, for this reason. */
    public void refused(Exchange exchange) {
        HookRun run = run(exchange);
        Throwable why = Objects.requireNonNull(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (run.end()) {
            notTaken(run, row(exchange), figures.words(why), HookGoneException.isIn(why));
        }
    }

    private void notTaken(HookRun run, EventRow row, String words, boolean forGood) {
        String name = run.hook().name();
        int attempts = Math.max(row.attempts(), 0) + 1;
        boolean parked = forGood || attempts >= bounds.attempts();
        Instant next = clock.instant().plus(bounds.pause(attempts));
        store.inTransaction(() -> {
            store.hooks().pending().refused(name, row.id(), row.about(), new Refusal(parked, attempts, next, words));
            if (!row.isAgain()) {
                store.hooks().progress().move(name, row.position());
            }
        });
        if (!parked) {
            run.putBack(row);
        }
        figures.notTaken(name);
        if (parked) {
            LOG.error(
                    "The hook {} was told of event E{} ({}) in vain, which is parked: {}",
                    name,
                    row.id(),
                    kind(row),
                    words);
        } else {
            LOG.warn("The hook {} did not take event E{} ({}), told again later: {}", name, row.id(), kind(row), words);
        }
    }

    private static String kind(EventRow row) {
        return EventKind.find(row.told().kind()).map(EventKind::code).orElse("of an unknown kind");
    }

    /** The thread ends; the hook may be told again. */
    public void end(Exchange exchange) {
        HookRun run = exchange.getProperty(RUN, HookRun.class);
        if (run != null && !underWay.remove(run.hook().name(), run)) {
            figures.hangsNoMore(run.hook().name());
        }
        synchronized (underWay) {
            underWay.notifyAll();
        }
    }

    /** Whether no hook is told of anything just now. */
    public boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Waits until that is so, but no longer than the time given. */
    public void awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (underWay) {
            for (long left = atMost.toMillis(); left > 0 && !isIdle(); left = (end - System.nanoTime()) / 1_000_000) {
                try {
                    underWay.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static HookRun run(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(RUN, HookRun.class), RUN);
    }

    private static EventRow row(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(ROW, EventRow.class), ROW);
    }

    @SuppressWarnings("unchecked") // as camel-sql makes it
    private static Map<String, Object> cast(@Nullable Object row) {
        return (Map<String, Object>) Objects.requireNonNull(row);
    }
}
