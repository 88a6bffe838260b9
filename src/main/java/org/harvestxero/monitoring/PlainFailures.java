package org.harvestxero.monitoring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures as any JMX client can read them: one of Java's own exceptions, with a sentence and what to do. An unforeseen failure is
 * explained in the log alone, since its message means nothing to others and may name classes or secrets.
 */
final class PlainFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PlainFailures.class);
    private static final AtomicLong UNFORESEEN = new AtomicLong();

    private PlainFailures() {}

    static RuntimeException of(Throwable failure) {
        Optional<Trouble> database = Trouble.ofDatabase(failure);
        if (database.isPresent()) {
            return new IllegalStateException(
                    database.get().message() + ". " + database.get().remedy());
        }
        if (failure instanceof SideException || isOurs(failure, IllegalStateException.class)) {
            return new IllegalStateException(failure.getMessage());
        }
        if (failure instanceof SettingsException
                || failure instanceof DecisionException
                || isOurs(failure, IllegalArgumentException.class)) {
            return new IllegalArgumentException(failure.getMessage());
        }
        long number = UNFORESEEN.incrementAndGet();
        LOG.error("Failure {} over JMX, which nobody foresaw", number, failure);
        return new IllegalStateException(
                "Something unforeseen went wrong. The log of the process says what, beside \"Failure " + number
                        + " over JMX\"; try again, and report it if it stays.");
    }

    /** Whether we threw it for people to read. */
    private static boolean isOurs(Throwable failure, Class<? extends RuntimeException> type) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == type
                && failure.getMessage() != null
                && failure.getCause() == null
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.harvestxero.");
    }
}
