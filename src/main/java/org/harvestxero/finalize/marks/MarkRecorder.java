package org.harvestxero.finalize.marks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.harvestxero.store.billing.WorkKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks off work that Harvest shows as invoiced by now, wherever it is read; and takes that back when the mark is gone again. */
public final class MarkRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(MarkRecorder.class);

    private final ConnectionStore store;

    public MarkRecorder(ConnectionStore store) {
        this.store = store;
    }

    /**
     * What a look came to.
     *
     * @param checkedOff how many were found marked
     * @param elsewhere what stands on another invoice in Harvest, with the number of that
     */
    public record Seen(int checkedOff, Map<Unmarked, String> elsewhere) {}

    /** Takes what Harvest shows; what can't be read is passed over. @param open what is to be marked, as known before */
    public Seen see(Collection<HarvestElement> shown, Collection<Unmarked> open) {
        return note(shown.stream().flatMap(MarkRecorder::view).toList(), open);
    }

    private static Stream<HarvestWorkView> view(HarvestElement element) {
        try {
            return Stream.of(HarvestWorkView.of(element));
        } catch (HarvestUnreadableException e) {
            LOG.debug("Whether work is marked can't be read: {}", e.getMessage());
            return Stream.empty();
        }
    }

    Seen note(Collection<HarvestWorkView> shown, Collection<Unmarked> open) {
        Map<Work, Unmarked> waiting = new HashMap<>();
        open.forEach(each -> waiting.put(each.work(), each));
        Set<Work> seen = store.billing().marks().seen();
        List<Work> gone = new ArrayList<>();
        List<Unmarked> marked = new ArrayList<>();
        Map<Unmarked, String> elsewhere = new LinkedHashMap<>();
        for (HarvestWorkView each : shown) {
            Unmarked ours = waiting.get(work(each));
            HarvestWorkView.Invoice other = each.status().invoice();
            if (!each.status().billed()) {
                if (seen.contains(work(each))) {
                    gone.add(work(each));
                }
            } else if (ours != null && other == null) {
                marked.add(ours);
            } else if (ours != null && other != null) {
                elsewhere.put(ours, other.number());
            }
        }
        store.inTransaction(() -> {
            store.billing().marks().see(marked);
            store.billing().marks().forget(gone);
        });
        return new Seen(marked.size(), elsewhere);
    }

    static Work work(HarvestWorkView view) {
        return new Work(WorkKind.of(view.expense()), view.id());
    }
}
