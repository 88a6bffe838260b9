package org.harvestxero.billrun;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a bill counts.
 *
 * @param wasIssued whether it counts, or did until it was taken back
 * @param creditedOn when it was taken back by a credit note; null while it stands
 */
record DraftDates(
        LocalDate issued, boolean wasIssued, @Nullable LocalDate creditedOn) {

    /** @param zone in which days begin */
    static DraftDates of(StoredDraft draft, ZoneId zone) {
        Instant decided = draft.decidedAt();
        boolean credited = draft.state() == DraftState.CREDITED && decided != null;
        return new DraftDates(
                draft.content().issueDate(),
                draft.state().holdsItsWork() || credited,
                credited && decided != null ? LocalDate.ofInstant(decided, zone) : null);
    }

    /** Whether it stood at the end of a day. */
    boolean stoodAt(LocalDate day) {
        return wasIssued && !issued.isAfter(day) && (creditedOn == null || creditedOn.isAfter(day));
    }
}
