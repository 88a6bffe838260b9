package org.harvestxero.billing.engine;

import org.harvestxero.billing.Hours;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about one time entry or expense before the run.
 *
 * @param kind what to do
 * @param hours the most to bill, for {@link Kind#WRITE_DOWN}; else null
 * @param reason why, in the person's words
 * @param by who
 */
public record Decision(Kind kind, @Nullable Hours hours, String reason, String by) {
    /** What to do with it. */
    public enum Kind {
        /** Not in this bill. */
        HOLD,
        /** Never. */
        WRITE_OFF,
        /** Bill at most some hours of it, write off the rest; entries only. */
        WRITE_DOWN,
        /** Bill it although it isn't approved, has no notes or is late. */
        BILL
    }

    String words() {
        return reason + " (" + by + ")";
    }
}
