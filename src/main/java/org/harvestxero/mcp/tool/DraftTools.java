package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.console.user.Right;

/** Shows drafts that wait for a person. */
public final class DraftTools {
    private DraftTools() {}

    /** @param reviews asked at each call */
    static Tool waiting(Reviews reviews) {
        return new Made(
                new Tool.Card(
                        "drafts_waiting",
                        "Drafts that wait",
                        "Tells the drafts of invoices that wait for a person or were put aside, the oldest first, with why a person has to"
                                + " look. Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object().maybe("client", Shape.wanted("Its name or id."))),
                        Paged.answering(Shape.object().with("drafts", Shape.list("The drafts.", item())))),
                (given, caller) -> {
                    List<Reviews.Item> all = reviews.list(new Reviews.Filter(given.textOrNull("client"), false));
                    return Sliced.of(
                            all,
                            given,
                            caller,
                            "drafts",
                            draft -> item(draft, caller).fields());
                });
    }

    private static Shape item() {
        return Shape.object()
                .with("id", Shape.words("Such as D12."))
                .with("version", Shape.count("Of this state of it."))
                .maybe("client", Shape.quoted("Whose it is."))
                .with("period", Shape.words("Such as 2026-10."))
                .maybe("number", Shape.words("Reserved for it."))
                .with("state", Shape.words("Such as review or held."))
                .with("total", Shape.money("Before tax."))
                .with("issued", Shape.day("Date of the invoice."))
                .with("due", Shape.day("Last day to pay."))
                .with("reasons", Shape.list("Why a person has to look.", Shape.quoted("A reason.")))
                .maybe("waits_for", Shape.words("The role whose yes it waits for."));
    }

    private static Told item(Reviews.Item draft, Caller caller) {
        return new Told(caller.zone())
                .words("id", PublicIds.draft(draft.id()))
                .count("version", draft.version())
                .quoted("client", draft.client())
                .words("period", draft.period())
                .name("number", draft.number())
                .words("state", draft.state().name().toLowerCase(Locale.ROOT))
                .money("total", draft.total(), draft.currency())
                .day("issued", draft.issueDate())
                .day("due", draft.dueDate())
                .quotes("reasons", draft.reasons())
                .words("waits_for", draft.waitsFor().orElse(null));
    }

    /** @param reviews asked at each call */
    static Tool draft(Reviews reviews) {
        return new Made(
                new Tool.Card(
                        "draft",
                        "One draft",
                        "Tells a draft of an invoice as the client would see it: lines, tax, what to know of it, and what happened to it."
                                + " Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Shape.object().with("draft", Shape.wanted("Its id, such as D12, or its invoice number.")),
                        detail()),
                (given, caller) -> told(find(reviews, given.needed("draft")), caller));
    }

    /** @throws DecisionException when there is none */
    public static Reviews.Detail find(Reviews reviews, String named) {
        return reviews.find(named)
                .orElseThrow(() -> new DecisionException(
                        "There is no draft of that id or number: drafts_waiting tells those that wait."));
    }

    private static Shape detail() {
        return item().with("agreement", Shape.words("The file that made it."))
                .maybe("contact", Shape.quoted("The Xero contact it goes to."))
                .with("net", Shape.money("Before tax."))
                .maybe("tax", Shape.money("All taxes; left out while it can't be told."))
                .maybe("gross", Shape.money("What the client pays; left out while it can't be told."))
                .with(
                        "lines",
                        Shape.list(
                                "Its lines.",
                                Shape.object()
                                        .with("line", Shape.count("From 1."))
                                        .maybe("description", Shape.quoted("As the client reads it."))
                                        .with("quantity", Shape.number("How many."))
                                        .with("price", Shape.money("Of one, before tax."))
                                        .with("amount", Shape.money("Before tax."))
                                        .with("sources", Shape.count("Entries and expenses it is made of."))))
                .with("notes", Shape.list("What a person should know.", Shape.quoted("A note.")))
                .with("problems", Shape.list("What would keep it from going out.", Shape.quoted("A problem.")))
                .with(
                        "history",
                        Shape.list(
                                "What happened to it, the latest last.",
                                Shape.object()
                                        .with("at", Shape.time("When."))
                                        .maybe("who", Shape.quoted("Who."))
                                        .maybe("what", Shape.quoted("What."))))
                .maybe("more", Shape.flag("Whether rows were left out because the token allows no more."));
    }

    private static Tool.Reply told(Reviews.Detail detail, Caller caller) {
        Reviews.Item item = detail.item();
        Bounded bounded = new Bounded(caller.rows());
        List<DraftLine> lines = bounded.take(detail.draft().lines());
        Told told = item(item, caller)
                .name("agreement", detail.agreement())
                .quoted("contact", detail.charge().contact())
                .money("net", detail.charge().net(), item.currency())
                .money("tax", detail.charge().tax(), item.currency())
                .money("gross", detail.charge().gross(), item.currency())
                .list("lines", numbers(lines), number -> line(lines.get(number - 1), number, item.currency(), caller))
                .quotes("notes", bounded.take(detail.notes()))
                .quotes("problems", bounded.take(detail.charge().problems()))
                .list(
                        "history",
                        bounded.takeLast(detail.history()),
                        event -> new Told(caller.zone())
                                .time("at", event.at())
                                .quoted("who", event.who())
                                .quoted("what", event.what())
                                .fields());
        if (bounded.leftOut()) {
            told.flag("more", true);
        }
        return new Tool.Reply(told.fields(), 1 + bounded.taken());
    }

    /** From 1. */
    private static List<Integer> numbers(List<DraftLine> lines) {
        return IntStream.rangeClosed(1, lines.size()).boxed().toList();
    }

    private static Map<String, Object> line(DraftLine line, int number, String currency, Caller caller) {
        return new Told(caller.zone())
                .count("line", number)
                .quoted("description", line.description())
                .number("quantity", line.price().quantity())
                .money("price", line.price().unitAmount(), currency)
                .money("amount", line.amount().amount(), currency)
                .count("sources", line.sources().size())
                .fields();
    }
}
