package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.State;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
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
        int number = asked.value("line")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .orElse(0);
        return found.flatMap(detail ->
                        explanations.explain(PublicIds.draft(detail.item().id()), number))
                .map(explanation -> Answer.shown(
                        "explained",
                        "Line " + number,
                        new Explained("/review/" + asked.value("id").orElse(""), explanation)))
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
                lines(detail, format),
                charge(detail, format),
                rights(item, asked),
                sections(item),
                detail.history().stream()
                        .map(event -> new FailedDetailPage.Event(format.time(event.at()), event.who(), event.what()))
                        .toList());
    }

    private DraftView.Rights rights(Item item, Asked asked) {
        boolean may = asked.may(Right.DECIDE);
        boolean waits = item.state() == State.REVIEW;
        return new DraftView.Rights(
                may && waits && reviews.waitsFor(item, asked.who()),
                may && (waits || item.state() == State.APPROVED),
                may && item.state() == State.HELD,
                may && item.state().isOpen(),
                may && item.state().isOpen());
    }

    private static List<DraftView.Line> lines(Detail detail, ReaderFormat format) {
        List<DraftView.Line> lines = new ArrayList<>();
        List<DraftLine> drafted = detail.draft().lines();
        List<String> taxTypes = detail.charge().taxTypes();
        for (int i = 0; i < drafted.size(); i++) {
            DraftLine line = drafted.get(i);
            int entries = line.sources().size();
            lines.add(new DraftView.Line(
                    i + 1,
                    line.description(),
                    format.quantity(line.price().quantity()) + (line.isByTheDay() ? " days" : ""),
                    format.exact(line.price().unitAmount(), currency(line)),
                    format.money(line.amount().amount(), currency(line)),
                    i < taxTypes.size() ? taxTypes.get(i) : "",
                    entries == 0 ? "" : format.number(entries) + (entries == 1 ? " entry" : " entries"),
                    was(detail, i, format)));
        }
        return lines;
    }

    private static String was(Detail detail, int index, ReaderFormat format) {
        Draft original = detail.original();
        if (original == null || index >= original.lines().size()) {
            return "";
        }
        DraftLine was = original.lines().get(index);
        return was.amount().equals(detail.draft().lines().get(index).amount())
                ? ""
                : format.money(was.amount().amount(), currency(was));
    }

    private static String currency(DraftLine line) {
        return line.amount().currency().getCurrencyCode();
    }

    private static DraftView.Charge charge(Detail detail, ReaderFormat format) {
        Reviews.Charge charge = detail.charge();
        Item item = detail.item();
        String currency = item.currency();
        List<DraftView.Sum> rows = new ArrayList<>();
        rows.add(new DraftView.Sum("Before tax", format.money(charge.net(), currency)));
        charge.taxes()
                .forEach(tax -> rows.add(new DraftView.Sum(
                        tax.name().isEmpty() ? tax.inWords() : tax.name(), format.money(tax.amount(), currency))));
        if (charge.gross() != null) {
            rows.add(new DraftView.Sum(
                    charge.gross().signum() < 0 ? "Credit note" : "To pay", format.money(charge.gross(), currency)));
        }
        List<DraftView.Sum> facts = new ArrayList<>();
        facts.add(new DraftView.Sum("Issued", format.date(item.issueDate())));
        facts.add(new DraftView.Sum("Due", format.date(item.dueDate())));
        facts.add(new DraftView.Sum(
                "Contact", charge.contact() + (charge.newContact() ? " (made in Xero with it)" : "")));
        if (!charge.reference().isEmpty()) {
            facts.add(new DraftView.Sum("Reference", charge.reference()));
        }
        if (!charge.purchaseOrder().isEmpty()) {
            facts.add(new DraftView.Sum("Purchase order", charge.purchaseOrder()));
        }
        facts.add(new DraftView.Sum("Agreement", detail.agreement()));
        return new DraftView.Charge(rows, facts, charge.changes(), charge.problems());
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
