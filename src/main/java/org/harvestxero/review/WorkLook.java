package org.harvestxero.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.ledger.EntryStates.EntryState;
import org.harvestxero.ledger.EntryStates.Work;
import org.harvestxero.ledger.WorkKind;

/** One look at billed work: what was billed, and what Harvest shows of it now. */
public final class WorkLook {
    private final Instant began;
    private final LocalDate recentFrom;
    private final List<EntryState> billed;
    private final Map<Work, JsonNode> shown = new HashMap<>();

    /** @param recentFrom from this day on all work is listed, so that what is missing is found */
    WorkLook(Instant began, LocalDate recentFrom, List<EntryState> billed) {
        this.began = began;
        this.recentFrom = recentFrom;
        this.billed = List.copyOf(billed);
    }

    public boolean isHasWork() {
        return !billed.isEmpty();
    }

    Instant began() {
        return began;
    }

    LocalDate recentFrom() {
        return recentFrom;
    }

    List<EntryState> billed() {
        return billed;
    }

    List<EntryState> recent() {
        return billed.stream()
                .filter(state -> !state.spentDate().isBefore(recentFrom))
                .toList();
    }

    void take(JsonNode work) {
        WorkKind kind = work.has("expense_category") ? WorkKind.EXPENSE : WorkKind.TIME_ENTRY;
        shown.put(new Work(kind, HarvestReader.id(work)), work);
    }

    Map<Work, JsonNode> shown() {
        return shown;
    }
}
