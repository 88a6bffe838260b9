package org.harvestxero.billrun;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.ReadyMarkTable.Kept;
import org.harvestxero.store.billing.ReadyMarkTable.State;
import org.harvestxero.store.billing.WorkKind;

/**
 * Reads from Harvest which work is marked: of notes what changed since the last look, of projects and tasks all that is unbilled in
 * those whose names are a mark; and once more, one by one, what waited for something.
 */
final class ReadyFinder {
    /** Marks that were set before the first look count as far back. */
    private static final Duration FIRST = Duration.ofDays(30);
    /** Clocks differ, and Harvest's lists carry whole seconds. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    /** Those that wait longest come first; the others with a later look. */
    private static final int MOST_AGAIN = 25;

    private final ReadyTrigger trigger;
    private final Function<HarvestListRequest, List<HarvestElement>> lists;
    private final Function<HarvestRequest, Optional<HarvestElement>> one;

    /**
     * @param lists reads a list to its end
     * @param one reads a single element; empty when Harvest knows it no more
     */
    ReadyFinder(
            ReadyTrigger trigger,
            Function<HarvestListRequest, List<HarvestElement>> lists,
            Function<HarvestRequest, Optional<HarvestElement>> one) {
        this.trigger = trigger;
        this.lists = lists;
        this.one = one;
    }

    /**
     * What Harvest showed.
     *
     * @param marked with their marks, by the work
     * @param unmarked work whose mark is gone, or that is gone itself
     * @param notes what could not be read
     */
    record Found(Map<Work, ReadyWork> marked, List<Work> unmarked, List<String> notes) {}

    /** From when on the next look reads what changed. */
    static String next(Instant began) {
        return began.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** @param since as {@link #next} gave it; empty before the first look @param kept the marks known so far */
    Found find(Optional<String> since, Instant now, Map<Work, Kept> kept) {
        Found found = new Found(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        if (trigger.word() != null) {
            String from = since.orElseGet(
                    () -> now.minus(FIRST).truncatedTo(ChronoUnit.SECONDS).toString());
            for (String path : List.of("/time_entries", "/expenses")) {
                take(lists.apply(HarvestListRequest.of(path).with("updated_since", from)), kept, found);
            }
        }
        byName(kept, found);
        again(kept, found);
        return found;
    }

    private void byName(Map<Work, Kept> kept, Found found) {
        if (trigger.project() != null) {
            for (HarvestElement project : lists.apply(HarvestListRequest.of("/projects"))) {
                if (trigger.marksProject(project.name().orElse(""))) {
                    unbilled("/time_entries", "project_id", project.id(), kept, found);
                    unbilled("/expenses", "project_id", project.id(), kept, found);
                }
            }
        }
        if (trigger.task() != null) {
            for (HarvestElement task : lists.apply(HarvestListRequest.of("/tasks"))) {
                if (trigger.marksTask(task.name().orElse(""))) {
                    unbilled("/time_entries", "task_id", task.id(), kept, found);
                }
            }
        }
    }

    private void unbilled(String path, String filter, long id, Map<Work, Kept> kept, Found found) {
        take(
                lists.apply(
                        HarvestListRequest.of(path).with("is_billed", "false").with(filter, Long.toString(id))),
                kept,
                found);
    }

    /** What waited, or was billed by a run that is undone now, and no list shows. */
    private void again(Map<Work, Kept> kept, Found found) {
        kept.entrySet().stream()
                .filter(each -> each.getValue().mark().state() == State.WAITING
                        || each.getValue().undone())
                .map(Map.Entry::getKey)
                .filter(work ->
                        !found.marked().containsKey(work) && !found.unmarked().contains(work))
                .limit(MOST_AGAIN)
                .forEach(work -> one.apply(HarvestRequest.get(path(work) + work.id()))
                        .ifPresentOrElse(
                                element -> take(List.of(element), kept, found),
                                () -> found.unmarked().add(work)));
    }

    private static String path(Work work) {
        return work.kind() == WorkKind.EXPENSE ? "/expenses/" : "/time_entries/";
    }

    private void take(List<HarvestElement> elements, Map<Work, Kept> kept, Found found) {
        for (HarvestElement element : elements) {
            try {
                HarvestWorkView shown = HarvestWorkView.of(element);
                Work work = ReadyWork.work(shown);
                trigger.sign(shown)
                        .ifPresentOrElse(
                                sign -> found.marked().put(work, new ReadyWork(element, shown, sign)),
                                () -> unmarked(work, kept, found));
            } catch (HarvestUnreadableException e) {
                found.notes()
                        .add("Work " + element.label() + " can't be read: the field " + e.field() + " is " + e.value()
                                + ".");
            }
        }
    }

    private static void unmarked(Work work, Map<Work, Kept> kept, Found found) {
        found.marked().remove(work);
        if (kept.containsKey(work) && !found.unmarked().contains(work)) {
            found.unmarked().add(work);
        }
    }
}
