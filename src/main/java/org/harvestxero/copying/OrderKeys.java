package org.harvestxero.copying;

import java.time.Clock;
import java.time.LocalDate;

/** Text keys that sort as their rows shall travel. */
final class OrderKeys {
    private OrderKeys() {}

    /** By the time of planning. */
    static String now(Clock clock) {
        return "%015d".formatted(clock.millis());
    }

    /** Payments: by the day they were paid, then by Harvest's id (ruling 1). */
    static String payment(LocalDate paidDate, long id) {
        return paidDate + "#%019d".formatted(id);
    }
}
