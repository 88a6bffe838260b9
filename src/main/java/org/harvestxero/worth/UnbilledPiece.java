package org.harvestxero.worth;

import java.time.LocalDate;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A time entry or expense, or a part of one, or a fee, that is not billed.
 *
 * @param origin project, task or category and person; null for a fee
 * @param hours as Harvest counts them; zero for an expense and a fee
 */
public record UnbilledPiece(
        Item item, Named client, @Nullable Origin origin, Hours hours, Worth worth) {

    /** What it is. */
    public enum Kind {
        TIME_ENTRY,
        EXPENSE,
        /** An amount that no work accounts for, such as the fee of a retainer that is billed afterwards. */
        FEE
    }

    /**
     * @param id Harvest's number; 0 for a fee
     * @param day worked or spent; of a fee the last day that it is for
     */
    public record Item(Kind kind, long id, LocalDate day) {}

    /** What it is for; 0 and no name for a fee of no project. */
    public Named project() {
        return origin == null
                ? new Named(0, "")
                : new Named(origin.project().id(), origin.project().name());
    }

    UnbilledPiece with(Worth other) {
        return new UnbilledPiece(item, client, origin, hours, other);
    }
}
