package org.harvestxero.finalize.marks;

import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.jspecify.annotations.Nullable;

/** Uninvoiced work as Harvest shows it. @param ours what is known of it when it is billed here; null when it must stay unmarked */
record WorkPiece(HarvestWorkView shown, @Nullable Unmarked ours) {
    boolean isOurs() {
        return ours != null;
    }
}
