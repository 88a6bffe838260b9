package org.harvestxero.finalize.marks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.api.SideException;
import org.harvestxero.api.UnmarkedWork;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.http.CallException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/** Lists the work to mark in Harvest, held against what Harvest shows now. */
public final class MarkDesk implements UnmarkedWork {
    /** As far back as other looks at unbilled work go. */
    private static final int DAYS = 365;

    private final ConnectionStore store;
    private final MarkRecorder recorder;
    private final Function<HarvestListRequest, List<HarvestElement>> harvest;
    private final Clock clock;

    /** @param harvest reads a list to its end */
    public MarkDesk(
            ConnectionStore store,
            MarkRecorder recorder,
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.harvest = harvest;
        this.clock = clock;
    }

    @Override
    public Report list(@Nullable String client) {
        LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
        List<Unmarked> open = store.billing().marks().open(since).stream()
                .filter(each -> client == null || new Named(each.clientId(), each.clientName()).isMeantBy(client))
                .toList();
        try {
            return report(open);
        } catch (CallException e) {
            throw new SideException(e.getMessage() + ". Nothing was checked off: ask again.", e);
        }
    }

    private Report report(List<Unmarked> open) {
        Map<Work, Unmarked> ours = new HashMap<>();
        open.forEach(each -> ours.put(each.work(), each));
        List<HarvestWorkView> shown = new ArrayList<>();
        for (WorkKind kind : WorkKind.values()) {
            shown.addAll(read(open, kind));
        }
        int checkedOff = recorder.note(shown, open).checkedOff();
        List<WorkPiece> pieces = pieces(shown, ours);
        MarkSelections selections = MarkSelections.of(pieces.stream()
                .filter(piece -> !piece.shown().status().billed())
                .toList());
        Set<Work> read = shown.stream().map(MarkRecorder::work).collect(Collectors.toSet());
        return new Report(
                selections.selections(),
                selections.single(),
                pieces.stream()
                        .filter(piece ->
                                piece.isOurs() && piece.shown().status().invoice() != null)
                        .map(MarkSelections::single)
                        .toList(),
                openAgain(),
                checkedOff,
                (int) ours.keySet().stream()
                        .filter(work -> !read.contains(work))
                        .count());
    }

    /** All of the days and clients in question, invoiced or not: what is marked by now is checked off. */
    private List<HarvestWorkView> read(List<Unmarked> open, WorkKind kind) {
        List<Unmarked> of =
                open.stream().filter(each -> each.work().kind() == kind).toList();
        if (of.isEmpty()) {
            return List.of();
        }
        List<LocalDate> days = of.stream().map(Unmarked::spentDate).sorted().toList();
        Set<Long> clients = of.stream().map(Unmarked::clientId).collect(Collectors.toSet());
        HarvestListRequest list = HarvestListRequest.of(kind == WorkKind.EXPENSE ? "/expenses" : "/time_entries")
                .with("from", days.get(0).toString())
                .with("to", days.get(days.size() - 1).toString());
        return harvest
                .apply(
                        clients.size() == 1
                                ? list.with(
                                        "client_id", clients.iterator().next().toString())
                                : list)
                .stream()
                .map(HarvestWorkView::of)
                .filter(view -> clients.contains(view.client().id()))
                .toList();
    }

    /** What is billable of the projects that hold work of ours. */
    private static List<WorkPiece> pieces(List<HarvestWorkView> shown, Map<Work, Unmarked> ours) {
        Set<Long> projects = new HashSet<>();
        shown.stream()
                .filter(view -> ours.containsKey(MarkRecorder.work(view)))
                .forEach(view -> projects.add(view.project().id()));
        return shown.stream()
                .filter(view -> view.status().billable()
                        && projects.contains(view.project().id()))
                .map(view -> new WorkPiece(view, ours.get(MarkRecorder.work(view))))
                .toList();
    }

    private List<String> openAgain() {
        return store.billing().marks().openAgain().stream().map(Work::inWords).toList();
    }
}
