package org.harvestxero.finalize;

import org.harvestxero.store.billing.StoredDraft;

/** Keeps what a draft comes to when it is let out, so that it doesn't go out otherwise. Within the transaction that lets it out. */
public interface DraftReleaseListener {
    /** A person says yes, the draft being as it was before that. */
    void byPerson(StoredDraft draft);

    /** No condition asks for a person. */
    void byItself(StoredDraft draft);
}
