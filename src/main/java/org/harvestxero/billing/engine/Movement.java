package org.harvestxero.billing.engine;

import java.time.LocalDate;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * One change of a balance. All movements of a client, in order, give its balances.
 *
 * @param kind what happened
 * @param name the rule or cap whose balance it is; for a phase the rule and the phase, parted by {@code /}
 * @param lot first day of the period that granted the hours or money; null where balances have no lots
 * @param expires last day the lot can be used; null for never; only with {@link Kind#GRANTED}
 * @param hours how many; null when money moves
 * @param money how much; null when hours move
 */
public record Movement(
        Kind kind,
        String name,
        @Nullable LocalDate lot,
        @Nullable LocalDate expires,
        @Nullable Hours hours,
        @Nullable Money money) {
    /** What happened to a balance. */
    public enum Kind {
        GRANTED,
        USED,
        LAPSED,
        CREDITED,
        CAP_USED,
        FEE_BILLED,
        /** A part of a retainer's fee had no room under a purchase order. */
        FEE_HELD,
        /** It was charged later. */
        FEE_RELEASED,
        PHASE_BILLED
    }
}
