package org.harvestxero.recheck;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.WorkReader;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;

/** One check of billed work: what was billed lately, and what Harvest shows now. Older work is looked up as it is shown. */
public final class BilledWorkSnapshot {
    private final Instant began;
    private final LocalDate recentFrom;
    private final Set<Long> runs;
    private final List<EntryState> recent = new ArrayList<>();
    private final Map<Work, HarvestElement> shown = new HashMap<>();
    private boolean older;

    /**
     * @param recentFrom from this day on all work is listed, so that what is missing is found
     * @param runs those whose work counts as billed
     */
    BilledWorkSnapshot(Instant began, LocalDate recentFrom, Set<Long> runs) {
        this.began = began;
        this.recentFrom = recentFrom;
        this.runs = Set.copyOf(runs);
    }

    void add(List<EntryState> states) {
        for (EntryState state : states) {
            if (isBilled(state)) {
                if (state.spentDate().isBefore(recentFrom)) {
                    older = true;
                } else {
                    recent.add(state);
                }
            }
        }
    }

    boolean isBilled(EntryState state) {
        return state.state().isSettled() && runs.contains(state.runId());
    }

    public boolean isHasWork() {
        return older || !recent.isEmpty();
    }

    Instant began() {
        return began;
    }

    LocalDate recentFrom() {
        return recentFrom;
    }

    /** Whether some of it was billed for days before {@link #recentFrom}. */
    boolean hasOlder() {
        return older;
    }

    List<EntryState> recent() {
        return List.copyOf(recent);
    }

    void take(HarvestElement work) {
        shown.put(new Work(WorkKind.of(WorkReader.isExpense(work)), work.id()), work);
    }

    Map<Work, HarvestElement> shown() {
        return shown;
    }
}
