package org.harvestxero.mcp.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Finds invoices, and says how their amounts came about. */
final class InvoiceTools {
    private static final Shape SIDE = Shape.object()
            .with("state", Shape.words("The side's own word, such as open or AUTHORISED; empty while it is not there."))
            .maybe("link", Shape.words("To its page there."));

    private InvoiceTools() {}

    /** @param invoices asked at each call */
    static Tool search(Invoices invoices) {
        return new Made(searchCard(), (given, caller) -> {
            Invoices.Found found = invoices.find(wanted(given, caller));
            Told told = new Told(caller.zone())
                    .list("invoices", found.rows(), row -> row(row, caller))
                    .words("next", found.next().isEmpty() ? null : found.next())
                    .words("note", note(found.reach()));
            return new Tool.Reply(told.fields(), found.rows().size());
        });
    }

    private static Tool.Card searchCard() {
        return new Tool.Card(
                "search_invoices",
                "Search invoices",
                "Finds invoices among all that are known here, newest first, with how each stands in Harvest and in Xero. All that"
                        + " is given has to hold. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                searchTakes(),
                searchAnswers());
    }

    private static Shape searchTakes() {
        return Paged.taking(Shape.object()
                .maybe(
                        "number",
                        Shape.wanted("How the number begins, or its last digits; or a draft's id such as D12."))
                .maybe("client", Shape.wanted("A part of the client's name."))
                .maybe("order", Shape.wanted("How the client's purchase order begins."))
                .maybe("text", Shape.wanted("Words in subject, notes or lines."))
                .maybe("amount", Shape.amount("Exactly this amount, with tax."))
                .maybe("from", Shape.day("Issued on this day or later."))
                .maybe("to", Shape.day("Issued on this day or earlier."))
                .maybe(
                        "standing",
                        Shape.oneOf(
                                "Only those that stand so.",
                                Arrays.stream(Standing.values())
                                        .map(Standing::text)
                                        .toList())));
    }

    private static Shape searchAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "invoices",
                        Shape.list(
                                "The invoices.",
                                Shape.object()
                                        .with("id", Shape.words("What invoice_story takes."))
                                        .maybe("number", Shape.words("As people know it."))
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("day", Shape.day("Of issue."))
                                        .maybe("total", Shape.money("With tax where that is known."))
                                        .with(
                                                "standing",
                                                Shape.words("draft, waiting, failed, open, paid, left-out or void."))
                                        .with("harvest", Shape.part("How it stands in Harvest.", SIDE))
                                        .with("xero", Shape.part("How it stands in Xero.", SIDE))))
                .maybe("note", Shape.words("How far the search went, where it did not go to the end.")));
    }

    private static Invoices.Wanted wanted(Arguments given, Caller caller) {
        return new Invoices.Wanted(
                new Invoices.Named(given.text("number"), given.text("client"), given.text("order"), given.text("text")),
                given.amount("amount"),
                new Invoices.Days(given.day("from"), given.day("to")),
                Standing.find(given.text("standing")).orElse(null),
                new Invoices.Page(given.text("after"), given.most(caller)));
    }

    private static Map<String, Object> row(Invoices.Row row, Caller caller) {
        return new Told(caller.zone())
                .words("id", row.id())
                .name("number", row.number())
                .quoted("client", row.client())
                .day("day", row.day())
                .money("total", row.amount(), row.currency())
                .words("standing", row.standing().text())
                .part("harvest", side(row.harvest(), caller))
                .part("xero", side(row.xero(), caller))
                .fields();
    }

    static Map<String, Object> side(Invoices.Side side, Caller caller) {
        return new Told(caller.zone())
                .words("state", side.state())
                .words("link", side.link().isEmpty() ? null : side.link())
                .fields();
    }

    static Shape sideShape() {
        return SIDE;
    }

    private static @Nullable String note(Invoices.Reach reach) {
        if (reach.backTo() != null) {
            return "Looked back to " + reach.backTo() + " for these words: go on with after, or narrow the days.";
        }
        if (reach.manyClients()) {
            return "More clients have such a name than were looked at: give more of the name.";
        }
        return reach.whole() ? null : "Older invoices are still being learned of: try again in a minute for those.";
    }

    /** @param explanations asked at each call */
    static Tool explain(Explanations explanations) {
        return new Made(explainCard(), (given, caller) -> {
            String invoice = given.needed("invoice");
            Explanations.Explanation explained = explanations
                    .explain(invoice, given.number("line").orElse(null))
                    .orElseThrow(() -> new DecisionException(
                            "No invoice is known by that number or id: look for it with" + " search_invoices."));
            return explained(explained, caller);
        });
    }

    private static Tool.Card explainCard() {
        return new Tool.Card(
                "explain_invoice",
                "Explain an invoice",
                "Tells how an invoice or one of its lines came about: from entries, rules, rates, roundings and approvals to what"
                        + " Xero was asked for. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Shape.object()
                        .with("invoice", Shape.wanted("Its number, or a draft's id such as D12."))
                        .maybe("line", Shape.count("One line of it, from 1.")),
                explainAnswers());
    }

    private static Shape explainAnswers() {
        return Shape.object()
                .with("invoice", Shape.words("Its number or name."))
                .maybe("client", Shape.quoted("Whose it is."))
                .maybe("about", Shape.quoted("What is explained."))
                .with(
                        "sections",
                        Shape.list(
                                "What belongs together.",
                                Shape.object()
                                        .with("title", Shape.words("What it is about."))
                                        .with(
                                                "sentences",
                                                Shape.list(
                                                        "The explanation; it names entries and notes as people wrote them.",
                                                        Shape.quoted("A sentence.")))))
                .maybe("more", Shape.flag("Whether sentences were left out: ask for one line then."));
    }

    private static Tool.Reply explained(Explanations.Explanation explained, Caller caller) {
        Bounded bounded = new Bounded(caller.rows());
        List<Map<String, Object>> sections = explained.sections().stream()
                .filter(section -> !section.title().equals(Explanations.REQUEST))
                .map(section -> new Told(caller.zone())
                        .words("title", section.title())
                        .quotes("sentences", bounded.take(section.sentences()))
                        .fields())
                .toList();
        Told told = new Told(caller.zone())
                .name("invoice", explained.invoice())
                .quoted("client", explained.client())
                .quoted("about", explained.about())
                .list("sections", sections, section -> section);
        if (bounded.leftOut()) {
            told.flag("more", true);
        }
        return new Tool.Reply(told.fields(), bounded.taken());
    }
}
