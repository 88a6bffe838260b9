package org.harvestxero.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.SimpleType;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.Broadcast;
import org.harvestxero.monitoring.jmx.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JMX listeners what changes: pauses, consent, new failures. It looks at what the ledger says, so that it also sees what other
 * processes do, and never on a thread that copies. Nothing is looked at while nobody listens.
 */
public final class ConnectionEvents implements AutoCloseable {
    static final String PAUSED = "harvestxero.paused";
    static final String RESUMED = "harvestxero.resumed";
    static final String FAILED = "harvestxero.failed";
    static final String CONSENT_WANTED = "harvestxero.consent.wanted";
    static final String CONSENT_GIVEN = "harvestxero.consent.given";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEvents.class);
    private static final long LOOK_EVERY_SECONDS = 2;
    /** While a cycle runs, every so many looks; always once it is over. */
    private static final int LOOKS_BETWEEN_FAILURES = 5;
    /** What is written as of a moment is seen once it is committed; by then for sure. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);
    /** More new failures than these are told as so many "at least". */
    private static final int MOST_COUNTED = 10_000;

    private static final int MOST_NAMED = 20;

    private record Told<T>(String connection, T of) {}

    private record Failures(
            String connection, long documents, boolean more, List<Vitals.Failure> some, Map<String, Long> causes) {}

    private static final Table<Told<Pause>> PAUSE_DATA = Table.<Told<Pause>>of("pause-told", "The pause")
            .text("connection", "Name of the connection", Told::connection)
            .text(
                    "by",
                    "What paused it: person, consent, mismatch or day-limit",
                    told -> told.of().by().text())
            .text(
                    "who",
                    "The person who paused it; null when it paused by itself",
                    told -> told.of().who())
            .text("reason", "The reason of the pause", told -> told.of().reason())
            .with(
                    "since",
                    "When it began; null where that is not known",
                    SimpleType.DATE,
                    told -> ConnectionTables.date(told.of().since()))
            .with(
                    "until",
                    "When it tries again by itself; null when it waits for a person",
                    SimpleType.DATE,
                    told -> ConnectionTables.date(told.of().until()))
            .build();

    private static final Table<Told<Vitals.Stop>> CONSENT_DATA = Table.<Told<Vitals.Stop>>of(
                    "consent-told", "What a person is needed for")
            .text("connection", "Name of the connection", Told::connection)
            .text("message", "What is or was wrong", told -> told.of().sentence())
            .text(
                    "remedy",
                    "What to do, or what was to be done",
                    told -> told.of().remedy())
            .with(
                    "since",
                    "Since when",
                    SimpleType.DATE,
                    told -> Date.from(told.of().since()))
            .build();

    private static final Table<Vitals.Failure> NAMED = Table.<Vitals.Failure>of(
                    "newly-failed-copy", "A document that failed now")
            .text(
                    "id",
                    "Names it in failedDetail, retry and discard, such as F7",
                    each -> PublicIds.failedCopy(each.id()))
            .text(
                    "kind",
                    "Kind of document, such as invoice or payment",
                    each -> each.kind().text())
            .text("number", "Its number; null where the kind has none", Vitals.Failure::number)
            .text("cause", "Code of the cause, such as account-archived", Vitals.Failure::cause)
            .text("message", "What is wrong", Vitals.Failure::message)
            .build();

    private static final Table<Failures> FAILED_DATA = Table.<Failures>of(
                    "failures-told", "Documents that failed since the last notification")
            .text("connection", "Name of the connection", Failures::connection)
            .count("documents", "How many documents failed anew", Failures::documents)
            .with("more", "True when there are even more, which were not counted", SimpleType.BOOLEAN, Failures::more)
            .with(
                    "causes",
                    "How many for each cause",
                    ConnectionTables.CAUSES.type(),
                    each -> ConnectionTables.CAUSES.rows(each.causes().entrySet()))
            .with("first", "The first 20 of them", NAMED.type(), each -> NAMED.rows(each.some()))
            .build();

    private final String connection;
    private final ObjectName source;
    private final Vitals vitals;
    private final BooleanSupplier database;
    private final Progress progress;
    private final Clock clock;
    private final Supplier<ScheduledExecutorService> executors;
    private final Broadcast broadcast = new Broadcast(kinds());
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicBoolean cycleEnded = new AtomicBoolean();

    private @Nullable ScheduledExecutorService looking;
    private @Nullable Pause pause;
    private Map<Long, Vitals.Stop> stops = Map.of();
    private Instant since = Instant.MIN;
    private Instant listenedSince = Instant.MIN;
    private Set<Long> told = Set.of();
    private int looks;

    /**
     * @param database whether it answers, told quickly
     * @param executors makes what looks every two seconds while somebody listens
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
        this.progress = progress;
        this.clock = clock;
        this.executors = executors;
        broadcast.watch(this::begin, this::end);
        progress.whenOver(() -> cycleEnded.set(true));
    }

    Broadcast broadcast() {
        return broadcast;
    }

    private static List<MBeanNotificationInfo> kinds() {
        return List.of(
                kind(
                        PAUSED,
                        "Nothing is copied any more, because a person or trouble of a whole side paused the connection",
                        PAUSE_DATA),
                kind(RESUMED, "The connection works again; tells of the pause that is over", PAUSE_DATA),
                kind(
                        FAILED,
                        "Documents could not be copied: those that failed for the first time since the last such notification,"
                                + " at most one notification in ten seconds",
                        FAILED_DATA),
                kind(
                        CONSENT_WANTED,
                        "A person is needed: Harvest or Xero refuses access, or the settings lead to another organisation or"
                                + " account",
                        CONSENT_DATA),
                kind(CONSENT_GIVEN, "Access that was refused is there again", CONSENT_DATA));
    }

    private static MBeanNotificationInfo kind(String type, String description, Table<?> data) {
        return new MBeanNotificationInfo(
                new String[] {type},
                Notification.class.getName(),
                description,
                new ImmutableDescriptor(
                        new String[] {"openType", "severity"},
                        new Object[] {data.rowType(), type.equals(RESUMED) || type.equals(CONSENT_GIVEN) ? "6" : "4"}));
    }

    /** Somebody listens from now on: what is so already is theirs to read. */
    private synchronized void begin() {
        pause = null;
        stops = Map.of();
        told = Set.of();
        looks = 0;
        listenedSince = clock.instant();
        since = listenedSince;
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

    /** Tells what has changed since the last look. A failure must neither end the looking nor reach who caused the change. */
    public synchronized void look() {
        if (looking == null) {
            return;
        }
        try {
            if (database.getAsBoolean()) {
                lookAtConsent();
                lookAtPause();
                lookAtFailures();
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
                tell(CONSENT_WANTED, ended(stop.sentence()) + " " + stop.remedy(), CONSENT_DATA.row(told(stop)));
            }
        });
        before.forEach((id, stop) -> {
            if (!now.containsKey(id)) {
                tell(CONSENT_GIVEN, "Access is there again. It was: " + stop.sentence(), CONSENT_DATA.row(told(stop)));
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
            return; // it only tries whether it is let in again
        }
        pause = now.orElse(null);
        if (before != null && (now.isEmpty() || !isSame(before, now.get()))) {
            tell(RESUMED, "The pause is over: " + words(before), PAUSE_DATA.row(told(before)));
        }
        if (now.isPresent() && (before == null || !isSame(before, now.get()))) {
            tell(PAUSED, "Paused: " + words(now.get()), PAUSE_DATA.row(told(now.get())));
        }
    }

    private static boolean isOfConsent(Pause pause) {
        return pause.by() == Pause.By.CONSENT || pause.by() == Pause.By.MISMATCH;
    }

    /** A pause that tries again by itself goes on with another time and perhaps in other words. */
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

    private void lookAtFailures() {
        looks++;
        boolean due = cycleEnded.getAndSet(false)
                || (looks % LOOKS_BETWEEN_FAILURES == 0 && progress.read().isPresent());
        if (!due) {
            return;
        }
        Instant now = clock.instant();
        List<Vitals.Failure> failed;
        try {
            failed = vitals.failedSince(since, MOST_COUNTED);
        } catch (RuntimeException e) {
            cycleEnded.set(true); // once more, when the database can be read
            throw e;
        }
        List<Vitals.Failure> news =
                failed.stream().filter(each -> !told.contains(each.id())).toList();
        told = failed.stream().map(Vitals.Failure::id).collect(Collectors.toCollection(HashSet::new));
        Instant sureUntil = now.minus(COMMITTED_WITHIN);
        since = sureUntil.isAfter(listenedSince) ? sureUntil : listenedSince;
        if (!news.isEmpty()) {
            Map<String, Long> causes = news.stream()
                    .collect(Collectors.groupingBy(Vitals.Failure::cause, TreeMap::new, Collectors.counting()));
            boolean more = failed.size() >= MOST_COUNTED;
            tell(
                    FAILED,
                    words(news, causes, more),
                    FAILED_DATA.row(new Failures(
                            connection,
                            news.size(),
                            more,
                            news.subList(0, Math.min(news.size(), MOST_NAMED)),
                            causes)));
        }
    }

    private static String words(List<Vitals.Failure> news, Map<String, Long> causes, boolean more) {
        String counted = (more ? "At least " : "") + news.size() + (news.size() == 1 ? " document" : " documents")
                + " could not be copied: ";
        return counted
                + causes.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST_NAMED)
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private <T> Told<T> told(T of) {
        return new Told<>(connection, of);
    }

    private void tell(String type, String message, CompositeData data) {
        Notification notification = new Notification(
                type, source, sequence.incrementAndGet(), clock.instant().toEpochMilli(), message);
        notification.setUserData(data);
        broadcast.send(notification);
    }
}
