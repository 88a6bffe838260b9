package org.harvestxero.copy.reference;

import java.util.HashSet;
import java.util.Set;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.store.copy.ClientOptionTable.ClientOption;
import org.harvestxero.store.copy.OptionIntentTable.OptionIntent;
import org.harvestxero.store.copy.OutboxState;
import org.jspecify.annotations.Nullable;

/** A tracking option that waiting documents name and Xero lacks: its intent, and how it went in this cycle. */
final class NeededOption {
    final Tracking tracking;
    OptionIntent intent;
    /** The option of the client under its old name, which is renamed instead of making another. */
    @Nullable
    ClientOption renames;

    /** The clients of the documents that name it. */
    final Set<Long> clients = new HashSet<>();
    /** Its client's option is gone, so that a new one is made. */
    boolean anew;

    int tries;
    int looks;

    NeededOption(Tracking tracking, OptionIntent intent) {
        this.tracking = tracking;
        this.intent = intent;
    }

    boolean is(OutboxState state) {
        return intent.state() == state;
    }
}
