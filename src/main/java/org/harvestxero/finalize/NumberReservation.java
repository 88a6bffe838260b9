package org.harvestxero.finalize;

import org.harvestxero.api.PublicIds;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.InvoiceNumbers.InUse;

/** Gives a draft its invoice number, for good. */
final class NumberReservation {
    private static final int MOST_TRIES = 50;

    private final ConnectionStore store;

    NumberReservation(ConnectionStore store) {
        this.store = store;
    }

    /** Reserves the number the agreement words, else the next free one. A taken one of the agreement's gets a suffix. */
    StoredDraft reserve(StoredDraft draft, InUse numbers) {
        String worded = draft.content().words().number().strip();
        for (int n = 1; n <= MOST_TRIES; n++) {
            String number = worded.isEmpty() ? numbers.next() : n == 1 ? worded : worded + "-" + n;
            if (numbers.isTaken(number)) {
                continue;
            }
            boolean reserved = store.billing().draftWriter().reserve(draft, number);
            numbers.take(number);
            if (reserved) {
                return current(draft);
            }
            StoredDraft now = current(draft);
            if (now.number() != null) {
                return now;
            }
            if (now.version() != draft.version()) {
                throw new IllegalStateException(
                        "Draft " + PublicIds.draft(draft.id()) + " was changed while its number was reserved");
            }
        }
        throw new IllegalStateException(
                "No free number was found for draft " + PublicIds.draft(draft.id()) + " near " + worded);
    }

    private StoredDraft current(StoredDraft draft) {
        return store.billing()
                .drafts()
                .find(draft.id())
                .orElseThrow(() -> new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " is gone"));
    }
}
