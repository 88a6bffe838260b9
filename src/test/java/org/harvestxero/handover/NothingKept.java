package org.harvestxero.handover;

import org.harvestxero.ledger.Drafts.StoredDraft;

/** Drafts are let out, and nothing is kept of what they come to. */
public final class NothingKept implements Letting {
    @Override
    public void byPerson(StoredDraft draft) {}

    @Override
    public void byItself(StoredDraft draft) {}
}
