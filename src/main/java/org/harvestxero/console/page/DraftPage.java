package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.State;
import org.harvestxero.console.user.Right;

/** One draft: as the client will see it, how it came about, what was left out and why, and what may be decided. */
public final class DraftPage {
    /** What the page shows by itself, or of no use before anything was sent. */
    private static final Set<String> SHOWN_APART =
            Set.of("Invoice", "Lines", "What the client sees", "Review", "In Xero");

    private final Reviews reviews;
    private final Explanations explanations;

    DraftPage(Desk desk) {
        this.reviews = desk.work().people().reviews();
        this.explanations = desk.work().people().explanations();
    }

    Answer show(Asked asked) {
        return found(asked)
                .map(detail -> Answer.shown("draft", title(detail), view(detail, asked)))
                .orElseGet(() -> Answer.missing("There is no such draft. Drafts that wait are on the page Review."));
    }

    /** How one line came about. */
    Answer line(Asked asked) {
        Optional<Detail> found = found(asked);
        int number = number(asked);
        return found.flatMap(detail ->
                        explanations.explain(PublicIds.draft(detail.item().id()), number))
                .map(explanation -> Answer.shown(
                        "explained",
                        "Line " + number,
                        new Explained("/review/" + asked.value("id").orElse(""), explanation)))
                .orElseGet(() -> Answer.missing("There is no such line."));
    }

    /** Of the line that the address means; 0 where it means none. */
    private static int number(Asked asked) {
        return asked.value("line")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** The form that divides a line. */
    Answer split(Asked asked) {
        Optional<Detail> found = found(asked);
        int number = number(asked);
        return found.filter(detail ->
                        number >= 1 && number <= detail.draft().lines().size())
                .map(detail -> Answer.shown(
                        "draftSplit", "Split line " + number, SplitView.of(detail, number, asked.format())))
                .orElseGet(() -> Answer.missing("There is no such line."));
    }

    /** @param back address of the page that led here, within the console */
    public record Explained(String back, Explanations.Explanation explanation) {}

    Optional<Detail> found(Asked asked) {
        return asked.value("id").filter(id -> PublicIds.draft(id).isPresent()).flatMap(reviews::find);
    }

    private static String title(Detail detail) {
        return detail.item().client() + ", " + detail.item().period();
    }

    private DraftView view(Detail detail, Asked asked) {
        Item item = detail.item();
        ReaderFormat format = asked.format();
        DraftView.Rights rights = rights(item, asked);
        return new DraftView(
                PublicIds.draft(item.id()),
                new DraftView.Head(
                        item.version(),
                        item.client(),
                        item.period(),
                        item.number() == null ? "" : item.number(),
                        ReviewListPage.waits(item),
                        item.reasons(),
                        detail.agreement()),
                rights.edit()
                        ? asked.value("line")
                                .filter(text -> text.matches("\\d{1,4}"))
                                .orElse("")
                        : "",
                new DraftPaper(detail, reviews.insights().origins(item.id()), format).view(),
                rights,
                around(item, format),
                new DraftView.Told(
                        sections(item),
                        detail.history().stream()
                                .map(event ->
                                        new FailedDetailPage.Event(format.time(event.at()), event.who(), event.what()))
                                .toList()));
    }

    private DraftView.Rights rights(Item item, Asked asked) {
        boolean may = asked.may(Right.DECIDE);
        boolean waits = item.state() == State.REVIEW;
        boolean approves = may && waits && reviews.waitsFor(item, asked.who());
        return new DraftView.Rights(
                approves,
                may && (waits || item.state() == State.APPROVED),
                may && item.state() == State.HELD,
                may && item.state().isOpen(),
                may && item.state().isOpen(),
                may && waits && !approves ? reviews.obstacle(item, asked.who()).orElse("") : "");
    }

    private DraftView.Around around(Item item, ReaderFormat format) {
        DraftInsights insights = reviews.insights();
        return new DraftView.Around(
                new DraftComparison(insights).view(item, format),
                steps(insights.steps(item.id()), item, format),
                insights.lastChange(item.id())
                        .filter(DraftInsights.LastChange::isKept)
                        .map(change -> inOrder(change.words()).replaceFirst(";\\s*$", "") + " (" + change.who() + ", "
                                + format.time(change.at()) + ")")
                        .orElse(""),
                insights.timesheet(item.id()).map(DraftPage::inWords).orElse(""));
    }

    private static List<DraftView.Step> steps(List<DraftInsights.Step> steps, Item item, ReaderFormat format) {
        List<DraftView.Step> shown = new ArrayList<>();
        boolean waits = item.state() == State.REVIEW;
        for (DraftInsights.Step step : steps) {
            boolean done = step.who() != null;
            boolean next = waits && !done && shown.stream().allMatch(DraftView.Step::done);
            String whose = step.people().isEmpty() ? "anybody who decides" : String.join(" or ", step.people());
            shown.add(new DraftView.Step(
                    step.role(),
                    done,
                    next,
                    done ? step.who() + ", " + format.time(step.at()) : (next ? "waits for " : "then ") + whose));
        }
        return shown;
    }

    /** Without signs in a name or a text that would turn the letters of the rest of the sentence round. */
    static String inOrder(String words) {
        return words.replaceAll("[\\u202a-\\u202e\\u2066-\\u2069]", "");
    }

    private static String inWords(DraftInsights.Timesheet sheet) {
        return sheet.goesAlong()
                ? sheet.hasNumber() ? "as it goes with the invoice" : "goes with the invoice, whose number follows"
                : "the agreement attaches none to the invoice";
    }

    /**
     * What happened since somebody looked.
     *
     * @param id such as {@code D12}
     */
    public record Happened(String id, List<FailedDetailPage.Event> events) {}

    /** The part of the page that says so, fetched again and again. */
    Answer live(Asked asked) {
        String id = asked.value("id").orElse("");
        List<FailedDetailPage.Event> all = PublicIds.draft(id).stream()
                .boxed()
                .flatMap(number -> reviews.insights().happened(number).stream())
                .map(event -> told(event, asked.format()))
                .toList();
        return Answer.shown(
                "draftLive",
                id,
                new Happened(
                        id,
                        new DraftView.Told(List.of(), all)
                                .since(asked.value("known").orElse(""))));
    }

    private static FailedDetailPage.Event told(Reviews.Event event, ReaderFormat format) {
        return new FailedDetailPage.Event(format.time(event.at()), event.who(), inOrder(event.what()));
    }

    /** The timesheet as it is attached. */
    Answer timesheet(Asked asked) {
        return found(asked)
                .flatMap(detail -> reviews.insights().timesheet(detail.item().id()))
                .<Answer>map(sheet -> new Answer.Download(
                        sheet.name().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "-"),
                        "application/pdf",
                        out -> out.write(sheet.made().get().bytes())))
                .orElseGet(() -> Answer.missing("There is no timesheet: the draft charges for no hours."));
    }

    /** What was left out first: it is what a reviewer can't see on the draft. */
    private List<Explanations.Section> sections(Item item) {
        List<Explanations.Section> sections = new ArrayList<>();
        explanations.explain(PublicIds.draft(item.id()), null).ifPresent(explanation -> {
            for (Explanations.Section section : explanation.sections()) {
                if (section.title().equals("Left out")) {
                    sections.add(0, section);
                } else if (!SHOWN_APART.contains(section.title())
                        && !section.title().equals(Explanations.REQUEST)) {
                    sections.add(section);
                }
            }
        });
        return sections;
    }
}
