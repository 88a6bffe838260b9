package org.harvestxero.finalize.marks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.UnmarkedWork.Filter;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.api.UnmarkedWork.Single;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.jspecify.annotations.Nullable;

/**
 * Says how a person finds the work to mark with as few selections in Harvest as possible, none of which shows anything else: whole
 * spans of days of a project; on days that also hold other uninvoiced work those of one person; what is left one by one. Pure.
 */
final class MarkSelections {
    private final List<Selection> selections = new ArrayList<>();
    private final List<Single> single = new ArrayList<>();

    private MarkSelections() {}

    /** @param uninvoiced everything billable that Harvest shows as uninvoiced on the days and projects asked for */
    static MarkSelections of(Collection<WorkPiece> uninvoiced) {
        MarkSelections found = new MarkSelections();
        uninvoiced.stream()
                .collect(Collectors.groupingBy(
                        piece -> new Place(
                                piece.shown().client(),
                                piece.shown().project(),
                                piece.shown().expense()),
                        () -> new TreeMap<>(Place.ORDER),
                        Collectors.toList()))
                .values()
                .forEach(found::project);
        return found;
    }

    private record Place(Named client, Named project, boolean expense) {
        static final Comparator<Place> ORDER = Comparator.comparing(
                        (Place place) -> place.client().name())
                .thenComparing(place -> place.client().id())
                .thenComparing(place -> place.project().name())
                .thenComparing(place -> place.project().id())
                .thenComparing(Place::expense);
    }

    List<Selection> selections() {
        return List.copyOf(selections);
    }

    List<Single> single() {
        return List.copyOf(single);
    }

    private void project(List<WorkPiece> pieces) {
        Set<LocalDate> all = new HashSet<>();
        pieces.forEach(piece -> all.add(piece.shown().day()));
        List<WorkPiece> mixed = spans(pieces, all, null);
        Set<LocalDate> days = new HashSet<>();
        mixed.forEach(piece -> days.add(piece.shown().day()));
        pieces.stream()
                .collect(Collectors.groupingBy(piece -> piece.shown().person().id(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(of -> spans(of, days, of.get(0).shown().person().name()).stream()
                        .filter(WorkPiece::isOurs)
                        .map(MarkSelections::single)
                        .forEach(single::add));
    }

    /**
     * Days after each other on which everything is ours become one selection.
     *
     * @param days those that are asked for; any other ends a span
     * @return all of the days on which some is ours and some is not
     */
    private List<WorkPiece> spans(List<WorkPiece> pieces, Set<LocalDate> days, @Nullable String person) {
        Map<LocalDate, List<WorkPiece>> byDay = pieces.stream()
                .collect(Collectors.groupingBy(piece -> piece.shown().day(), TreeMap::new, Collectors.toList()));
        List<WorkPiece> mixed = new ArrayList<>();
        List<WorkPiece> span = new ArrayList<>();
        byDay.forEach((day, of) -> {
            boolean asked = days.contains(day);
            if (asked && of.stream().allMatch(WorkPiece::isOurs)) {
                span.addAll(of);
                return;
            }
            end(span, person);
            if (asked && of.stream().anyMatch(WorkPiece::isOurs)) {
                mixed.addAll(of);
            }
        });
        end(span, person);
        return mixed;
    }

    private void end(List<WorkPiece> span, @Nullable String person) {
        if (!span.isEmpty()) {
            selections.add(selection(span, person));
            span.clear();
        }
    }

    private static Selection selection(List<WorkPiece> span, @Nullable String person) {
        HarvestWorkView first = span.get(0).shown();
        HarvestWorkView last = span.get(span.size() - 1).shown();
        BigDecimal hours = BigDecimal.ZERO;
        BigDecimal worth = BigDecimal.ZERO;
        TreeSet<String> invoices = new TreeSet<>();
        for (WorkPiece piece : span) {
            Unmarked ours = Objects.requireNonNull(piece.ours());
            hours = hours.add(piece.shown().hours());
            worth = worth.add(ours.worth());
            if (ours.number() != null) {
                invoices.add(ours.number());
            }
        }
        return new Selection(
                filter(first, person, first.day(), last.day()),
                span.size(),
                hours,
                worth,
                Objects.requireNonNull(span.get(0).ours()).currency(),
                List.copyOf(invoices));
    }

    private static Filter filter(HarvestWorkView of, @Nullable String person, LocalDate from, LocalDate to) {
        return new Filter(of.client().name(), of.project().name(), person, from, to, of.expense());
    }

    /** One of ours by itself. */
    static Single single(WorkPiece piece) {
        HarvestWorkView shown = piece.shown();
        Unmarked ours = Objects.requireNonNull(piece.ours());
        HarvestWorkView.Invoice other = shown.status().invoice();
        return new Single(
                shown.id(),
                filter(shown, shown.person().name(), shown.day(), shown.day()),
                shown.kind().name(),
                shown.hours(),
                ours.worth(),
                ours.currency(),
                ours.number() == null ? "" : ours.number(),
                other == null ? null : other.number());
    }
}
