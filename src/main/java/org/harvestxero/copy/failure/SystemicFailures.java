package org.harvestxero.copy.failure;

import java.time.Duration;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.store.database.DatabaseTrouble;

/**
 * Tells trouble every call would meet (no access, the day's limit, no room to record, no database) from trouble of one call. One call that
 * fails delays only what needs it, whatever it was answered; that a whole side is away shows by the calls that carry documents.
 */
public final class SystemicFailures {
    private SystemicFailures() {}

    static boolean is(Exception failure) {
        return failure instanceof ConsentException
                || failure instanceof NoRoomException
                || (failure instanceof RateLimitedException limited && limited.limit() == Limit.DAY)
                || DatabaseTrouble.is(failure);
    }

    /** @throws Exception the failure, when every other call would meet it too */
    public static void throwOn(Exception failure) throws Exception {
        if (is(failure)) {
            throw failure;
        }
    }

    /** How long to wait before it is tried again, as far as the other side said so. */
    public static Duration wait(Exception failure) {
        return failure instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
