package org.harvestxero.finalize;

import org.harvestxero.store.billing.StoredDraft;

/** Drafts are let out, and nothing is kept of what they come to. */
public final class NothingKept implements DraftReleaseListener {
    @Override
    public void byPerson(StoredDraft draft) {}

    @Override
    public void byItself(StoredDraft draft) {}
}
