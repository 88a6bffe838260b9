package org.harvestxero.monitoring;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.Broadcast;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JMX listeners what changes: pauses, consent, new failures. It reads the database, so that it also sees what other processes do,
 * and never on a thread that copies. While nobody listens, nothing is read.
 */
public final class ConnectionEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEvents.class);
    private static final long LOOK_EVERY_SECONDS = 2;

    private final String connection;
    private final ObjectName source;
    private final Vitals vitals;
    private final BooleanSupplier database;
    private final NewFailures newFailures;
    private final Clock clock;
    private final Supplier<ScheduledExecutorService> executors;
    private final Broadcast broadcast = new Broadcast(ConnectionNotifications.kinds());
    private final AtomicLong sequence = new AtomicLong();

    private @Nullable ScheduledExecutorService looking;
    private @Nullable Pause pause;
    private Map<Long, Vitals.Stop> stops = Map.of();

    /**
     * @param database whether it answers; returns quickly
     * @param executors makes the thread that looks every two seconds while somebody listens
     */
    public ConnectionEvents(
            String connection,
            ObjectName source,
            Vitals vitals,
            BooleanSupplier database,
            Progress progress,
            Clock clock,
            Supplier<ScheduledExecutorService> executors) {
        this.connection = connection;
        this.source = source;
        this.vitals = vitals;
        this.database = database;
        this.newFailures = new NewFailures(connection, vitals, progress, clock);
        this.clock = clock;
        this.executors = executors;
        broadcast.watch(this::begin, this::end);
    }

    Broadcast broadcast() {
        return broadcast;
    }

    /** Somebody listens from now on: the present state is theirs to read. */
    private synchronized void begin() {
        pause = null;
        stops = Map.of();
        newFailures.begin();
        try {
            if (database.getAsBoolean()) {
                pause = vitals.pause().orElse(null);
                stops = standing();
            }
        } catch (RuntimeException e) {
            LOG.debug("What stands when a listener comes could not be read; it is told as new", e);
        }
        ScheduledExecutorService executor = executors.get();
        executor.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        looking = executor;
    }

    private synchronized void end() {
        if (looking != null) {
            looking.shutdownNow();
            looking = null;
        }
    }

    @Override
    public void close() {
        end();
        broadcast.close();
    }

    /** Tells what has changed since the last look. A failure must neither stop later looks nor reach whoever caused the change. */
    public synchronized void look() {
        if (looking == null) {
            return;
        }
        try {
            if (database.getAsBoolean()) {
                lookAtConsent();
                lookAtPause();
                newFailures
                        .look()
                        .ifPresent(failures -> tell(
                                ConnectionNotifications.FAILED,
                                NewFailures.words(failures),
                                ConnectionNotifications.FAILED_DATA.row(failures)));
            }
        } catch (RuntimeException e) {
            LOG.debug("Could not see what JMX listeners should be told", e);
        }
    }

    private Map<Long, Vitals.Stop> standing() {
        return vitals.stops().stream()
                .collect(Collectors.toMap(
                        Vitals.Stop::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private void lookAtConsent() {
        Map<Long, Vitals.Stop> before = stops;
        Map<Long, Vitals.Stop> now = standing();
        stops = now;
        now.forEach((id, stop) -> {
            if (!before.containsKey(id)) {
                tell(
                        ConnectionNotifications.CONSENT_WANTED,
                        ended(stop.sentence()) + " " + stop.remedy(),
                        ConnectionNotifications.CONSENT_DATA.row(told(stop)));
            }
        });
        before.forEach((id, stop) -> {
            if (!now.containsKey(id)) {
                tell(
                        ConnectionNotifications.CONSENT_GIVEN,
                        "Access is there again. It was: " + stop.sentence(),
                        ConnectionNotifications.CONSENT_DATA.row(told(stop)));
            }
        });
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private void lookAtPause() {
        Pause before = pause;
        Optional<Pause> now = vitals.pause();
        if (now.isEmpty() && before != null && isOfConsent(before) && !stops.isEmpty()) {
            return; // it only finds out whether access is back
        }
        pause = now.orElse(null);
        if (before != null && (now.isEmpty() || !isSame(before, now.get()))) {
            tell(
                    ConnectionNotifications.RESUMED,
                    "The pause is over: " + words(before),
                    ConnectionNotifications.PAUSE_DATA.row(told(before)));
        }
        if (now.isPresent() && (before == null || !isSame(before, now.get()))) {
            tell(
                    ConnectionNotifications.PAUSED,
                    "Paused: " + words(now.get()),
                    ConnectionNotifications.PAUSE_DATA.row(told(now.get())));
        }
    }

    private static boolean isOfConsent(Pause pause) {
        return pause.by() == Pause.By.CONSENT || pause.by() == Pause.By.MISMATCH;
    }

    /** A pause that ends by itself stays the same one when it is prolonged, perhaps in other words. */
    private static boolean isSame(Pause one, Pause other) {
        return one.by() == other.by()
                && (!one.byPerson()
                        || (Objects.equals(one.who(), other.who())
                                && Objects.equals(one.since(), other.since())
                                && one.reason().equals(other.reason())));
    }

    private static String words(Pause pause) {
        return (pause.who() == null ? pause.by().text() : pause.who()) + ": " + pause.reason();
    }

    private <T> ConnectionNotifications.Told<T> told(T of) {
        return new ConnectionNotifications.Told<>(connection, of);
    }

    private void tell(String type, String message, CompositeData data) {
        Notification notification = new Notification(
                type, source, sequence.incrementAndGet(), clock.instant().toEpochMilli(), message);
        notification.setUserData(data);
        broadcast.send(notification);
    }
}
