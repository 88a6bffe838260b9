package org.harvestxero.mcp.tool;

import java.util.Map;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Stories;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Tells all that is known of one invoice. */
final class StoryTool {
    private StoryTool() {}

    /** @param stories asked at each call */
    static Tool of(Stories stories) {
        return new Made(card(), (given, caller) -> {
            String id = given.needed("id");
            if (given.flag("fresh")) {
                caller.askSides(() -> stories.readBoth(id, caller.name()), Integer::intValue);
            }
            Stories.Story story = stories.find(id)
                    .orElseThrow(() ->
                            new DecisionException("No invoice is known by that id: take it from search_invoices."));
            return told(story, caller);
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "invoice_story",
                "One invoice's story",
                "Tells all that is known of one invoice: how each side shows it field by field, its lines, what was paid, and what happened"
                        + " to it. With fresh, both sides are asked first (two calls).",
                Right.SEE,
                Tool.Effect.MAY_ASK_SIDES,
                Shape.object()
                        .with("id", Shape.wanted("As search_invoices has it: Harvest's id, or a draft's such as D12."))
                        .maybe("fresh", Shape.flag("Whether both sides are asked how it stands at this moment.")),
                Shape.object()
                        .with("id", Shape.words("Its id."))
                        .maybe("number", Shape.words("As people know it."))
                        .maybe("client", Shape.quoted("Whose it is."))
                        .maybe("draft", Shape.words("The draft of ours that it comes from, such as D12."))
                        .maybe("failed", Shape.words("The failed copy that stands of it, such as F7."))
                        .with("harvest", Shape.part("How it stands in Harvest.", InvoiceTools.sideShape()))
                        .with("xero", Shape.part("How it stands in Xero.", InvoiceTools.sideShape()))
                        .with("facts", Shape.list("What both sides say of it.", fact()))
                        .with("lines", Shape.list("Its lines on both sides.", line()))
                        .with("payments", Shape.list("Money that came in.", payment()))
                        .with("happenings", Shape.list("What happened to it, the latest last.", happening()))
                        .maybe("asked", Shape.time("When both sides were asked last on demand."))
                        .maybe("more", Shape.flag("Whether rows were left out because the token allows no more.")));
    }

    private static Shape fact() {
        return Shape.object()
                .with("field", Shape.words("Such as total or due."))
                .maybe("harvest", value("What Harvest says."))
                .maybe("xero", value("What Xero says."))
                .with("differs", Shape.flag("Whether they should be alike and are not."));
    }

    private static Map<String, Object> value(String says) {
        return Shape.part(
                says,
                Shape.object()
                        .maybe("text", Shape.quoted("A text."))
                        .maybe("day", Shape.day("A day."))
                        .maybe("money", Shape.money("An amount.")));
    }

    private static Shape line() {
        Shape side = Shape.object()
                .maybe("text", Shape.quoted("What it says."))
                .with("quantity", Shape.number("How many."))
                .with("price", Shape.money("Of one, before tax."))
                .with("amount", Shape.money("Of all, before tax."))
                .maybe("coding", Shape.quoted("Account, tax and tracking."));
        return Shape.object()
                .maybe("harvest", Shape.part("In Harvest.", side))
                .maybe("xero", Shape.part("In Xero.", side))
                .with("differs", Shape.flag("Whether they should be alike and are not."));
    }

    private static Shape payment() {
        return Shape.object()
                .maybe("day", Shape.day("On which it was paid."))
                .with("amount", Shape.money("What came in."))
                .with("harvest", Shape.words("Where it stands in Harvest."))
                .with("xero", Shape.words("Where it stands in Xero."))
                .with("settled", Shape.flag("Whether both sides agree about it."));
    }

    private static Shape happening() {
        return Shape.object()
                .with("at", Shape.time("When."))
                .maybe("who", Shape.quoted("A person, process for what happens by itself, or the side that did it."))
                .with("topic", Shape.words("harvest, xero, try, money, person, mail or difference."))
                .maybe("what", Shape.quoted("What happened."))
                .with("failed", Shape.flag("Whether it did not work."));
    }

    private static Tool.Reply told(Stories.Story story, Caller caller) {
        Stories.Head head = story.head();
        String currency = head.currency();
        Bounded bounded = new Bounded(caller.rows());
        Told told = new Told(caller.zone())
                .words("id", head.id())
                .name("number", head.number())
                .quoted("client", head.client())
                .words("draft", head.draft())
                .words("failed", head.failed())
                .part("harvest", InvoiceTools.side(head.sides().harvest(), caller))
                .part("xero", InvoiceTools.side(head.sides().xero(), caller))
                .list("facts", story.facts(), fact -> fact(fact, currency, caller))
                .list("lines", bounded.take(story.lines()), line -> line(line, currency, caller))
                .list("payments", bounded.take(story.payments()), paid -> paid(paid, currency, caller))
                .list("happenings", bounded.takeLast(story.happenings()), each -> happening(each, caller))
                .time("asked", story.looks().read());
        if (bounded.leftOut()) {
            told.flag("more", true);
        }
        return new Tool.Reply(told.fields(), bounded.taken());
    }

    private static Map<String, Object> fact(Stories.Fact fact, @Nullable String currency, Caller caller) {
        return new Told(caller.zone())
                .words("field", fact.field().text())
                .part("harvest", value(fact.harvest(), currency, caller))
                .part("xero", value(fact.xero(), currency, caller))
                .flag("differs", fact.differs())
                .fields();
    }

    private static @Nullable Map<String, Object> value(
            Stories.@Nullable Value value, @Nullable String currency, Caller caller) {
        return value == null
                ? null
                : new Told(caller.zone())
                        .quoted("text", value.text())
                        .day("day", value.day())
                        .money("money", value.amount(), currency)
                        .fields();
    }

    private static Map<String, Object> line(Stories.Line line, @Nullable String currency, Caller caller) {
        return new Told(caller.zone())
                .part("harvest", side(line.harvest(), currency, caller))
                .part("xero", side(line.xero(), currency, caller))
                .flag("differs", line.differs())
                .fields();
    }

    private static @Nullable Map<String, Object> side(
            Stories.@Nullable LineSide side, @Nullable String currency, Caller caller) {
        return side == null
                ? null
                : new Told(caller.zone())
                        .quoted("text", side.text())
                        .number("quantity", side.quantity())
                        .money("price", side.price(), currency)
                        .money("amount", side.amount(), currency)
                        .quoted("coding", side.coding())
                        .fields();
    }

    private static Map<String, Object> paid(Stories.Paid paid, @Nullable String currency, Caller caller) {
        return new Told(caller.zone())
                .day("day", paid.day())
                .money("amount", paid.amount(), currency)
                .words("harvest", paid.harvest())
                .words("xero", paid.xero())
                .flag("settled", paid.settled())
                .fields();
    }

    private static Map<String, Object> happening(Stories.Happening happening, Caller caller) {
        return new Told(caller.zone())
                .time("at", happening.at())
                .quoted("who", happening.who())
                .words("topic", happening.topic().text())
                .quoted("what", happening.what())
                .flag("failed", happening.failed())
                .fields();
    }
}
