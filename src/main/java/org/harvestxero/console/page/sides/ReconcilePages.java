package org.harvestxero.console.page.sides;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.api.ReconciledDays.Kept;
import org.harvestxero.api.ReconciledDays.Part;
import org.harvestxero.api.ReconciledDays.Standing;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Vitals;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.user.Right;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;
import org.harvestxero.reconciliation.Reconciliation.Told;

/** Whether both sides agree, by the last reconciliation and by those of earlier days, down to the documents. */
public final class ReconcilePages {
    static final String PATH = "/sides";
    private static final int DAYS = 30;
    private static final int PAGE = 50;

    private final Reconciliations reconciliations;
    private final ReconciledDays days;
    private final Comparisons comparisons;

    ReconcilePages(Desk desk, Comparisons comparisons) {
        this.reconciliations = desk.work().reconciliations();
        this.days = desk.sides().books().days();
        this.comparisons = comparisons;
    }

    Answer show(Asked asked) {
        Optional<Kept> kept = days.find(null);
        Reconciled words = new Reconciled(asked.format());
        return Answer.shown(
                "sides",
                "Both sides",
                new ReconcileView(
                        kept.map(found -> head(found, asked.format())).orElseGet(() -> none(asked.format())),
                        comparisons.running(asked.format()),
                        comparisons.mayAsk(asked),
                        kept.map(found -> words.sums(found.found())).orElse(List.of()),
                        kept.map(found -> words.causes(found.found(), ReconcilePages::path))
                                .orElse(List.of()),
                        days(asked.format())));
    }

    /** How far what runs in the background has come. */
    Answer live(Asked asked) {
        return Answer.shown("sidesLive", "Both sides", comparisons.running(asked.format()));
    }

    private ReconcileView.Head head(Kept kept, ReaderFormat format) {
        List<String> notes = new ArrayList<>(new Reconciled(format).notes(kept.found()));
        reconciliations
                .last()
                .map(Vitals.Reconciled::trouble)
                .ifPresent(trouble -> notes.add("The latest is not complete, so nothing is told of it: " + trouble));
        Instant ended = kept.found().scope().ended();
        return new ReconcileView.Head(
                notes.isEmpty() || kept.found().unexplained() > 0 ? Reconciled.level(kept.found()) : "amber",
                kept.found().sentence(),
                "Compared " + format.ago(ended) + " (" + format.time(ended) + ")" + by(kept.who()) + ".",
                notes);
    }

    private static String by(String who) {
        return who.equals("process") ? " on schedule" : " by " + who;
    }

    private ReconcileView.Head none(ReaderFormat format) {
        return new ReconcileView.Head(
                "",
                "Nothing was compared yet.",
                reconciliations
                        .last()
                        .map(Vitals.Reconciled::trouble)
                        .map(trouble -> "The last one was not complete: " + trouble)
                        .orElse("Compare now, or set reconcile.schedule so that it is done each day."),
                List.of());
    }

    private static String path(ReasonSum sum) {
        return PATH + "/differences" + end(part(sum));
    }

    /** Of the address that shows the documents of a reason. */
    private static String end(Part part) {
        return new AddressEnd()
                .with("reason", part.reason().key())
                .with("of", part.measure().word())
                .with("currency", part.currency())
                .toString();
    }

    private static Part part(ReasonSum sum) {
        return new Part(sum.reason(), sum.measure(), sum.currency());
    }

    private static Part part(Difference difference) {
        return new Part(
                difference.reason(), difference.measure(), difference.subject().currency());
    }

    private List<ReconcileView.Day> days(ReaderFormat format) {
        return reconciliations.history(DAYS).stream()
                .sorted(Comparator.comparing(Reconciliations.Day::ended).reversed())
                .map(day -> day(day, format))
                .toList();
    }

    private static ReconcileView.Day day(Reconciliations.Day day, ReaderFormat format) {
        String trouble = day.trouble();
        return new ReconcileView.Day(
                format.date(day.day()),
                trouble == null ? PATH + "/days/" + day.day() : "",
                format.time(day.ended()),
                trouble == null ? format.number(day.differences()) : "",
                trouble == null ? format.number(day.unexplained()) : "",
                trouble != null ? "amber" : day.unexplained() > 0 ? "red" : "green",
                trouble != null
                        ? "not complete: " + trouble
                        : day.unexplained() > 0
                                ? "without a reason"
                                : day.differences() == 0 ? "all agreed" : "explained");
    }

    /** One day: what was found then, and what differed for the first time. */
    Answer day(Asked asked) {
        Optional<LocalDate> date = Asked.day(asked.value("day").orElse(""));
        Optional<Kept> kept = date.flatMap(days::find);
        if (date.isEmpty() || kept.isEmpty()) {
            return Answer.missing("Nothing was compared to its end on that day, or it is no longer kept.");
        }
        LocalDate day = date.get();
        Reconciled words = new Reconciled(asked.format());
        Reconciliation found = kept.get().found();
        List<Standing> begun = days.begun(day, after(asked), PAGE + 1);
        String page = PATH + "/days/" + day;
        return Answer.shown(
                "sidesDay",
                asked.format().date(day),
                new Day(
                        asked.format().date(day),
                        new ReconcileView.Head(
                                Reconciled.level(found),
                                found.sentence(),
                                "Compared at "
                                        + asked.format().time(found.scope().ended())
                                        + by(kept.get().who()) + ".",
                                words.notes(found)),
                        words.sums(found),
                        words.causes(found, sum -> ""),
                        documents(begun, words),
                        more(begun, page + "?after="),
                        asked.may(Right.MEND)));
    }

    /** @param begun differences seen for the first time */
    public record Day(
            String date,
            ReconcileView.Head head,
            List<ReconcileView.Side> sums,
            List<ReconcileView.Cause> causes,
            List<ReconcileView.Document> begun,
            String more,
            boolean mend) {}

    /** The documents of one reason that differ since the last reconciliation. */
    Answer differences(Asked asked) {
        Optional<Part> part = part(asked);
        Optional<ReasonSum> sum = part.flatMap(wanted -> days.find(null).stream()
                .flatMap(kept -> kept.found().reasons().stream())
                .filter(each -> part(each).equals(wanted))
                .findFirst());
        if (part.isEmpty() || sum.isEmpty()) {
            return Answer.missing("Nothing differs by that reason since the last reconciliation.");
        }
        Reconciled words = new Reconciled(asked.format());
        List<Standing> standing = days.standing(part.get(), after(asked), PAGE + 1);
        String page = path(sum.get());
        return Answer.shown(
                "sidesDifferences",
                "Differences",
                new ReconcileView.Documents(
                        "Both sides",
                        PATH,
                        words.cause(sum.get(), page),
                        documents(standing, words),
                        more(standing, page + "&after="),
                        page,
                        asked.may(Right.MEND)));
    }

    private static List<ReconcileView.Document> documents(List<Standing> standing, Reconciled words) {
        return standing.stream()
                .limit(PAGE)
                .map(each -> words.document(each.told(), each.gone()))
                .toList();
    }

    private static String more(List<Standing> standing, String address) {
        return standing.size() > PAGE ? address + standing.get(PAGE - 1).id() : "";
    }

    private static long after(Asked asked) {
        return asked.addressed("after").orElse(0L);
    }

    private static Optional<Part> part(Asked asked) {
        try {
            return Optional.of(new Part(
                    Reason.of(asked.value("reason").orElse("")),
                    Measure.of(asked.value("of").orElse("")),
                    asked.value("currency").orElse("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a look at one client or an earlier day found; kept in memory only. */
    Answer look(Asked asked) {
        Optional<Comparisons.Looked> looked =
                comparisons.looked(asked.value("id").orElse(""));
        if (looked.isEmpty()) {
            return Answer.missing("That comparison is no longer kept: ask for it again.");
        }
        Reconciliation found = looked.get().found();
        Reconciled words = new Reconciled(asked.format());
        String page = PATH + "/looks/" + looked.get().id();
        Optional<Part> part = part(asked);
        List<Told> told = part.isEmpty()
                ? List.of()
                : found.differences().stream()
                        .filter(each -> part(each.difference()).equals(part.get()))
                        .toList();
        int from = (int) Math.min(after(asked), told.size());
        int to = Math.min(told.size(), from + PAGE);
        String more = to < told.size() ? page + end(part.get()) + "&after=" + to : "";
        return Answer.shown(
                "sidesLook",
                "Comparison",
                new LookView(
                        looked.get().about(),
                        new ReconcileView.Head(
                                Reconciled.level(found),
                                found.sentence(),
                                "Compared at "
                                        + asked.format().time(found.scope().ended())
                                        + by(looked.get().who()) + "; kept until the program is started again.",
                                words.notes(found)),
                        words.sums(found),
                        words.causes(found, sum -> page + end(part(sum))),
                        told.subList(from, to).stream()
                                .map(each -> words.document(each, null))
                                .toList(),
                        more,
                        asked.may(Right.MEND)));
    }

    /** @param about which client or day @param documents of the reason that was chosen */
    public record LookView(
            String about,
            ReconcileView.Head head,
            List<ReconcileView.Side> sums,
            List<ReconcileView.Cause> causes,
            List<ReconcileView.Document> documents,
            String more,
            boolean mend) {}
}
