package org.harvestxero.copying;

import java.time.Duration;
import org.harvestxero.calls.ConsentException;
import org.harvestxero.calls.GateShutException;
import org.harvestxero.calls.Limit;
import org.harvestxero.calls.RateLimitedException;
import org.harvestxero.ledger.DatabaseTrouble;

/**
 * Tells trouble every call would meet (no access, the day's limit, a shut gate, no database) from trouble of one call. One call that
 * fails delays only what needs it, whatever it was answered; that a whole side is away shows by the calls that carry documents.
 */
final class Systemic {
    private Systemic() {}

    static boolean is(Exception failure) {
        return failure instanceof ConsentException
                || failure instanceof GateShutException
                || (failure instanceof RateLimitedException limited && limited.limit() == Limit.DAY)
                || DatabaseTrouble.is(failure);
    }

    /** @throws Exception the failure, when every other call would meet it too */
    static void throwOn(Exception failure) throws Exception {
        if (is(failure)) {
            throw failure;
        }
    }

    /** How long to wait before it is tried again, as far as the other side said so. */
    static Duration wait(Exception failure) {
        return failure instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
