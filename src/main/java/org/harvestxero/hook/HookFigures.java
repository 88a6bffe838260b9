package org.harvestxero.hook;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.Events;
import org.harvestxero.api.Warning;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.event.HookEventTable.Standing;
import org.jspecify.annotations.Nullable;

/** How hooks do: counted since this process began, and what stands in the tables. */
public final class HookFigures {
    private static final String DIRECT = "direct:hook-";
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final ConnectionStore store;
    private final HookSettings settings;
    private final Supplier<Set<String>> routes;
    private final LongSupplier nanos;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    /**
     * @param routes where routes begin now
     * @param nanos a monotonic clock
     */
    public HookFigures(ConnectionStore store, HookSettings settings, Supplier<Set<String>> routes, LongSupplier nanos) {
        this.store = store;
        this.settings = settings;
        this.routes = routes;
        this.nanos = nanos;
        settings.names().forEach(name -> counts.put(name, new Counts()));
    }

    private static final class Counts {
        private final LongAdder told = new LongAdder();
        private final LongAdder notTaken = new LongAdder();
        private final AtomicInteger hanging = new AtomicInteger();
        private long hourBegan;
        private int inHour;

        synchronized boolean hasRoom(int perHour, long now) {
            if (now - hourBegan >= HOUR) {
                hourBegan = now;
                inHour = 0;
            }
            return inHour < perHour;
        }

        synchronized void count() {
            inHour++;
        }
    }

    private Counts of(String hook) {
        return counts.computeIfAbsent(hook, name -> new Counts());
    }

    /** Whether a route begins with the hook's name; without one it is told of nothing, and nothing is lost. */
    boolean hasRoute(String hook) {
        return routes.get().contains(DIRECT + hook);
    }

    /** Whether the hook may be told of one more: not once it hangs too often, nor beyond what an hour allows. */
    boolean mayRun(String hook, int perHour) {
        return of(hook).hanging.get() < HookDelivery.MOST_HANGING && of(hook).hasRoom(perHour, nanos.getAsLong());
    }

    void told(String hook) {
        of(hook).told.increment();
        of(hook).count();
    }

    void notTaken(String hook) {
        of(hook).notTaken.increment();
        of(hook).count();
    }

    /** One more thread of it hangs; gives how many do. */
    int hang(String hook) {
        return of(hook).hanging.incrementAndGet();
    }

    void hangsNoMore(String hook) {
        of(hook).hanging.updateAndGet(hanging -> Math.max(0, hanging - 1));
    }

    /** Whether something waits that the hook did not take, or is to be told of again. */
    boolean stands(String hook) {
        return store.hooks().pending().standing().stream()
                .anyMatch(each -> each.hook().equals(hook) && !each.parked());
    }

    /** Why, in words for people: one line without what is secret. */
    String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause == null ? "no reason given" : cause.getMessage();
        String words = message == null || message.isBlank()
                ? String.valueOf(cause == null ? null : cause.getClass().getSimpleName())
                : message.lines().findFirst().orElse("");
        for (String secret : settings.secrets()) {
            words = secret.isEmpty() ? words : words.replace(secret, "…");
        }
        return words;
    }

    /** What people have to see to. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        Collection<String> names = settings.names();
        for (Standing each : standing()) {
            if (names.contains(each.hook()) && each.message() != null) {
                warnings.add(
                        each.parked()
                                ? new Warning(
                                        "The hook " + each.hook() + " did not take events, which are parked: "
                                                + each.message(),
                                        "See `harvest-xero events list --parked`; once it is put right: harvest-xero"
                                                + " events replay --parked --hook " + each.hook())
                                : new Warning(
                                        "The hook " + each.hook() + " did not take events yet: " + each.message(),
                                        "It is told again by itself, ever more rarely."));
            }
        }
        counts.forEach((name, count) -> {
            if (isRunning() && !hasRoute(name)) {
                warnings.add(new Warning(
                        "The setting hooks." + name + " is on, but no route begins with " + DIRECT + name + ".",
                        NearestName.of(name, names())
                                .map(meant -> "Did you mean hooks." + meant + "?")
                                .orElse("Put one into routes/hooks, or switch it off.")));
            } else if (count.hanging.get() > 0) {
                warnings.add(new Warning(
                        "The hook " + name + " hangs: it did not end within hooks.time-limit.",
                        "Give its calls a time limit; after " + HookDelivery.MOST_HANGING
                                + " it is told of nothing until one of them ends, or the process starts anew."));
            } else if (!count.hasRoom(settings.bounds().perHour(), nanos.getAsLong())) {
                warnings.add(new Warning(
                        "The hook " + name + " was told of " + settings.bounds().perHour()
                                + " events within an hour (hooks.per-hour); the others are told later.",
                        "If what it does is an event again, let it leave that out; else raise hooks.per-hour."));
            }
        });
        return warnings;
    }

    /** Every hook that is on, by name. */
    List<Events.HookState> hooks() {
        List<Standing> standing = standing();
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> hook(
                        each.getKey(),
                        each.getValue(),
                        standing.stream()
                                .filter(of -> of.hook().equals(each.getKey()))
                                .toList()))
                .toList();
    }

    private Events.HookState hook(String name, Counts count, List<Standing> standing) {
        return new Events.HookState(
                name,
                hasRoute(name),
                new Events.Tally(
                        count.told.sum(),
                        count.notTaken.sum(),
                        events(standing, false),
                        events(standing, true),
                        count.hanging.get()),
                standing.stream()
                        .map(Standing::message)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private static long events(List<Standing> standing, boolean parked) {
        return standing.stream()
                .filter(each -> each.parked() == parked)
                .mapToLong(Standing::events)
                .sum();
    }

    /** None while the database is away: its own checks tell that. */
    private List<Standing> standing() {
        try {
            return settings.isAnyOn() ? store.hooks().pending().standing() : List.of();
        } catch (RuntimeException e) {
            if (DatabaseTrouble.is(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Commands that only look have no routes. */
    private boolean isRunning() {
        return !routes.get().isEmpty();
    }

    /** The hooks there are routes for. */
    private List<String> names() {
        return routes.get().stream()
                .filter(uri -> uri.startsWith(DIRECT))
                .map(uri -> uri.substring(DIRECT.length()))
                .toList();
    }

    public MeterBinder meters() {
        return registry -> counts.forEach((name, count) -> {
            FunctionCounter.builder("harvestxero.hook.told", count, each -> each.told.doubleValue())
                    .description("Events that hooks took since this process began")
                    .tag("connection", store.connection())
                    .tag("hook", name)
                    .register(registry);
            FunctionCounter.builder("harvestxero.hook.not.taken", count, each -> each.notTaken.doubleValue())
                    .description("Attempts to tell a hook that failed since this process began")
                    .tag("connection", store.connection())
                    .tag("hook", name)
                    .register(registry);
            Gauge.builder("harvestxero.hook.parked", () -> standing(name, true))
                    .description("Events that a hook did not take and is told of no more by itself")
                    .tag("connection", store.connection())
                    .tag("hook", name)
                    .register(registry);
            Gauge.builder("harvestxero.hook.waiting", () -> standing(name, false))
                    .description("Events that a hook did not take yet")
                    .tag("connection", store.connection())
                    .tag("hook", name)
                    .register(registry);
        });
    }

    private long standing(String hook, boolean parked) {
        return store.hooks().pending().standing().stream()
                .filter(each -> each.hook().equals(hook) && each.parked() == parked)
                .mapToLong(Standing::events)
                .sum();
    }
}
