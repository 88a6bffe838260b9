package org.harvestxero.copy.document;

import java.time.Clock;
import java.time.LocalDate;

/** Text keys that sort as their rows shall travel. */
public final class OrderKeys {
    private static final int WIDTH = 15;

    private OrderKeys() {}

    /** By the time of planning. */
    public static String now(Clock clock) {
        String millis = Long.toString(clock.millis());
        return "0".repeat(Math.max(0, WIDTH - millis.length())) + millis;
    }

    /** Payments: by the day they were paid, then by Harvest's id (ruling 1). */
    public static String payment(LocalDate paidDate, long id) {
        return paidDate + "#%019d".formatted(id);
    }
}
