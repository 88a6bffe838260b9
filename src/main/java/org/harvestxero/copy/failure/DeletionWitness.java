package org.harvestxero.copy.failure;

import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;

/**
 * Whether what Harvest doesn't show was deleted there. It shows an administrator everything; to anybody else what they may not see looks
 * the same as what is gone, so nothing is concluded from their lists and a person is told.
 */
public final class DeletionWitness {
    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;
    private static final Revision HIDDEN = Revision.of(RevisionKind.HIDDEN);

    private final Kind kind;
    private final String what;

    /** @param kind of what is missing, or is told of it @param what in words, such as {@code invoices} */
    public DeletionWitness(ConnectionStore store, OwnRefusalRecorder refusals, Kind kind, String what) {
        this.store = store;
        this.refusals = refusals;
        this.kind = kind;
        this.what = what;
    }

    /** All is shown: nothing has to be told any more. */
    public void nothingMissing() {
        store.outboxPlanner().supersedeOne(kind, 0, HIDDEN);
    }

    /** @param me who reads Harvest's lists, as Harvest answered */
    public boolean isBelieved(HarvestResponse me) {
        HarvestUserView reader = HarvestUserView.of(me.element());
        if (reader.seesAll()) {
            nothingMissing();
            return true;
        }
        refusals.refuse(
                kind,
                0,
                "deleted " + what,
                HIDDEN,
                Problem.of(FailureCode.HARVEST_SHOWS_NOT_ALL, reader.name()).with("what", what));
        return false;
    }
}
