package org.harvestxero.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Vitals;
import org.harvestxero.billing.Counted;

/**
 * Finds the documents that failed since it looked last. While a cycle runs it looks every tenth second, so that a hundred failures make
 * a few notifications and not a hundred; once a cycle is over it looks at once.
 */
final class NewFailures {
    /** While a cycle runs, every so many calls; always once it is over. */
    private static final int CALLS_BETWEEN_LOOKS = 5;
    /** A row is certainly visible this long after the moment that is written in it: its transaction has ended by then. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);
    /** More new failures than these are told as so many "at least". */
    private static final int MOST_COUNTED = 10_000;

    private static final int MOST_NAMED = 20;

    private final String connection;
    private final Vitals vitals;
    private final Progress progress;
    private final Clock clock;
    private final AtomicBoolean cycleEnded = new AtomicBoolean();
    private Instant since = Instant.MIN;
    private Instant listenedSince = Instant.MIN;
    private Set<Long> told = Set.of();
    private int calls;

    NewFailures(String connection, Vitals vitals, Progress progress, Clock clock) {
        this.connection = connection;
        this.vitals = vitals;
        this.progress = progress;
        this.clock = clock;
        progress.whenOver(() -> cycleEnded.set(true));
    }

    /** Counts what fails from now on. */
    void begin() {
        told = Set.of();
        calls = 0;
        listenedSince = clock.instant();
        since = listenedSince;
    }

    /** What failed since the last look; empty when nothing did, or it is not time to look. */
    Optional<ConnectionNotifications.Failures> look() {
        calls++;
        boolean due = cycleEnded.getAndSet(false)
                || (calls % CALLS_BETWEEN_LOOKS == 0 && progress.read().isPresent());
        if (!due) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        List<Vitals.Failure> failed = failed();
        List<Vitals.Failure> news =
                failed.stream().filter(each -> !told.contains(each.id())).toList();
        told = failed.stream().map(Vitals.Failure::id).collect(Collectors.toCollection(HashSet::new));
        Instant sureUntil = now.minus(COMMITTED_WITHIN);
        since = sureUntil.isAfter(listenedSince) ? sureUntil : listenedSince;
        return news.isEmpty() ? Optional.empty() : Optional.of(failures(news, failed.size() >= MOST_COUNTED));
    }

    private List<Vitals.Failure> failed() {
        try {
            return vitals.failedSince(since, MOST_COUNTED);
        } catch (RuntimeException e) {
            cycleEnded.set(true); // once more, when the database can be read
            throw e;
        }
    }

    private ConnectionNotifications.Failures failures(List<Vitals.Failure> news, boolean more) {
        Map<String, Long> causes = news.stream()
                .collect(Collectors.groupingBy(Vitals.Failure::cause, TreeMap::new, Collectors.counting()));
        return new ConnectionNotifications.Failures(
                connection, news.size(), more, news.subList(0, Math.min(news.size(), MOST_NAMED)), causes);
    }

    /** How many, by cause, the most frequent first. */
    static String words(ConnectionNotifications.Failures failures) {
        String counted = (failures.more() ? "At least " : "") + Counted.of(failures.documents(), "document")
                + " could not be copied: ";
        return counted
                + failures.causes().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST_NAMED)
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }
}
