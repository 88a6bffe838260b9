package org.harvestxero.store.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.harvestxero.config.Redaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells trouble of the database itself (it is away, full, read-only, out of connections, stopped a statement, or takes nothing more
 * from this process: {@link Fence}) from what a single document brought about. No document is to blame for the former, and it goes by itself or by what an administrator does.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: error codes</a>
 */
public final class DatabaseTrouble {
    /** Connection, resources, operator's intervention, system error, authorization. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "28");

    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION = "40001";

    /** Read-only; idle in a transaction for too long; no such database; a right was taken away; deadlock, serialization. */
    private static final Set<String> STATES = Set.of("25006", "25P03", "3D000", "42501", DEADLOCK, SERIALIZATION);

    /**
     * H2's own codes: read-only, an input or output error, a broken file, no room, closed, locked, timed out, out of memory; and its
     * "general error", by which it tells that its store closed itself.
     *
     * @see <a href="https://h2database.com/javadoc/org/h2/api/ErrorCode.html">H2: error codes</a>
     */
    private static final Set<Integer> H2_CODES =
            Set.of(90028, 90030, 90031, 90097, 90098, 90100, 90108, 90121, 90135, 50000, 50200);

    private static final int H2_CLOSED = 90098;

    private DatabaseTrouble() {}

    public static boolean is(Throwable failure) {
        return in(failure).isPresent();
    }

    /** What the database says for itself, in one line; empty when the failure is not its own. */
    public static Optional<String> in(Throwable failure) {
        boolean found = false;
        String words = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OvertakenException) {
                return Optional.of(line(cause));
            }
            found |= cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof TransactionException
                    || (cause instanceof SQLException sql && isTrouble(sql));
            words = cause instanceof SQLException || words == null ? line(cause) : words;
            if (cause instanceof TransactionSystemException broken && broken.getApplicationException() != null) {
                // Why it was to be rolled back says more than that it could not be.
                return in(broken.getApplicationException()).or(() -> Optional.of(line(broken)));
            }
        }
        return found ? Optional.ofNullable(words) : Optional.empty();
    }

    /** Whether the database ended the transaction because it and others waited for each other: run again, it may well go through. */
    public static boolean isDeadlock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (DEADLOCK.equals(sql.getSQLState()) || SERIALIZATION.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was refused because another process works the connection by now. */
    public static boolean isOvertaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OvertakenException) {
                return true;
            }
        }
        return false;
    }

    /** What is said of a disk with too little room for the database to be worked with; empty when it is not that. */
    public static Optional<String> shortOfRoom(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoomSqlException) {
                return Optional.of(line(cause));
            }
        }
        return Optional.empty();
    }

    /**
     * Why an embedded database closed itself, as H2 does when its file can't be written; empty when it did not. The write that failed is
     * told once, by a "general error"; who uses the database after that is told that it is closed, or waits for ever.
     */
    static Optional<String> closedItself(Throwable failure) {
        boolean closed = false;
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            closed |= cause instanceof SQLException sql
                    && sql.getClass().getName().startsWith("org.h2.")
                    && sql.getErrorCode() == H2_CLOSED;
            closed |= cause instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED;
            deepest = cause;
        }
        return closed ? Optional.of(line(deepest)) : Optional.empty();
    }

    /** Throws it on when it is the database's, so that nobody takes it for a document's. */
    public static void throwOn(RuntimeException failure) {
        if (is(failure)) {
            throw failure;
        }
    }

    private static boolean isTrouble(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLTimeoutException
                || isState(state)
                || (failure.getClass().getName().startsWith("org.h2.") && H2_CODES.contains(failure.getErrorCode()));
    }

    private static boolean isState(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || STATES.contains(state));
    }

    /** The first line of its message, or its type; without the driver's advice, which the server's address may not need. */
    static String line(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : Redaction.of(message.lines().findFirst().orElse(message)).replaceFirst("\\. Check that .*", "");
    }
}
