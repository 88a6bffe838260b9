package org.harvestxero.mcp.tool;

import java.util.Arrays;
import java.util.Map;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.api.WorkSearch.Fate;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Finds clients and tracked work. */
final class WorkTools {
    private static final String LEARNING =
            "Older runs are still being learned of: try again in a minute for their work.";

    private WorkTools() {}

    /** @param tracked asked at each call */
    static Tool clients(WorkSearch tracked) {
        return new Made(clientsCard(), (given, caller) -> {
            WorkSearch.Clients found =
                    tracked.clients(given.text("name"), new WorkSearch.Page(given.text("after"), given.most(caller)));
            Told told = new Told(caller.zone())
                    .list("clients", found.rows(), client -> client(client, caller))
                    .words("next", found.next().isEmpty() ? null : found.next())
                    .words("note", found.whole() ? null : LEARNING);
            return new Tool.Reply(told.fields(), found.rows().size());
        });
    }

    private static Tool.Card clientsCard() {
        return new Tool.Card(
                "search_clients",
                "Search clients",
                "Finds clients of invoices and of billed work by a part of their name: the contact in Xero, the latest invoice, and work that"
                        + " no bill has settled. 50 at most on a page. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(
                        Shape.object().maybe("name", Shape.wanted("A part of the name; all where nothing is said."))),
                Paged.answering(Shape.object()
                        .with(
                                "clients",
                                Shape.list(
                                        "By name.",
                                        Shape.object()
                                                .with("id", Shape.count("Harvest's."))
                                                .maybe("name", Shape.quoted("As invoices have it."))
                                                .maybe("xero_contact", Shape.words("To its contact's page there."))
                                                .maybe(
                                                        "latest_invoice",
                                                        Shape.part(
                                                                "The latest one.",
                                                                Shape.object()
                                                                        .maybe("number", Shape.words("Its number."))
                                                                        .with("day", Shape.day("Of issue."))))
                                                .with(
                                                        "waiting",
                                                        Shape.list("Work that no bill has settled.", waiting()))))
                        .maybe("note", Shape.words("What is not known yet."))));
    }

    private static Shape waiting() {
        return Shape.object()
                .with("state", Shape.words("open, held or carried."))
                .with("pieces", Shape.count("Time entries and expenses."))
                .with("worth", Shape.money("At Harvest's own rates."))
                .with("oldest", Shape.day("Of the oldest of it."));
    }

    private static Map<String, Object> client(WorkSearch.Client client, Caller caller) {
        WorkSearch.@Nullable Latest latest = client.latest();
        return new Told(caller.zone())
                .count("id", client.id())
                .quoted("name", client.name())
                .words("xero_contact", client.contact().isEmpty() ? null : client.contact())
                .part(
                        "latest_invoice",
                        latest == null
                                ? null
                                : new Told(caller.zone())
                                        .name("number", latest.number())
                                        .day("day", latest.day())
                                        .fields())
                .list(
                        "waiting",
                        client.waiting(),
                        each -> new Told(caller.zone())
                                .words("state", each.fate().text())
                                .count("pieces", each.pieces())
                                .money("worth", each.worth(), each.currency())
                                .day("oldest", each.oldest())
                                .fields())
                .fields();
    }

    /** @param tracked asked at each call */
    static Tool work(WorkSearch tracked) {
        return new Made(workCard(), (given, caller) -> {
            WorkSearch.Found found = tracked.find(new WorkSearch.Wanted(
                    new WorkSearch.Named(given.text("client"), given.text("project"), given.text("person")),
                    new Invoices.Days(given.day("from"), given.day("to")),
                    Fate.find(given.text("state")).orElse(null),
                    new WorkSearch.Page(given.text("after"), given.most(caller))));
            Told told = new Told(caller.zone())
                    .list("work", found.rows(), each -> work(each, caller))
                    .words("next", found.next().isEmpty() ? null : found.next())
                    .words("note", note(found.reach()));
            return new Tool.Reply(told.fields(), found.rows().size());
        });
    }

    private static Tool.Card workCard() {
        return new Tool.Card(
                "search_work",
                "Search work",
                "Finds time entries and expenses that runs of bills have met, the latest first: the invoices each is on, or why it is on"
                        + " none. All that is given has to hold. Work that no run has met is told by unbilled_work. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(Shape.object()
                        .maybe("client", Shape.wanted("A part of the client's name, or its id in Harvest."))
                        .maybe("project", Shape.wanted("A part of the project's name, or its id in Harvest."))
                        .maybe("person", Shape.wanted("A part of the person's name, or their id in Harvest."))
                        .maybe("from", Shape.day("Worked or spent on this day or later."))
                        .maybe("to", Shape.day("Worked or spent on this day or earlier."))
                        .maybe(
                                "state",
                                Shape.oneOf(
                                        "Only what became so.",
                                        Arrays.stream(Fate.values())
                                                .map(Fate::text)
                                                .toList()))),
                workAnswers());
    }

    private static Shape workAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "work",
                        Shape.list(
                                "The work.",
                                Shape.object()
                                        .with("id", Shape.count("Harvest's."))
                                        .with("kind", Shape.words("time-entry or expense."))
                                        .with("day", Shape.day("Worked or spent."))
                                        .maybe("client", Shape.quoted("Whom it is for."))
                                        .maybe("project", Shape.quoted("What for."))
                                        .maybe("task", Shape.quoted("Or the category of an expense."))
                                        .maybe("person", Shape.quoted("Who worked or spent."))
                                        .maybe("notes", Shape.quoted("What the person wrote."))
                                        .with("hours", Shape.number("As Harvest counts them; 0 for an expense."))
                                        .with("worth", Shape.money("At Harvest's own rate; an expense at cost."))
                                        .with(
                                                "state",
                                                Shape.words("open, billed, held, covered, written-off or carried."))
                                        .with("settled_hours", Shape.number("Billed, covered or written off."))
                                        .maybe("reason", Shape.words("Why it is not billed, in a word."))
                                        .maybe("why", Shape.quoted("The same in a sentence."))
                                        .with("bills", Shape.list("It is on, the oldest first.", bill()))))
                .maybe("note", Shape.words("How far the search went, where it did not go to the end.")));
    }

    private static Shape bill() {
        return Shape.object()
                .with("draft", Shape.words("Such as D12."))
                .maybe("number", Shape.words("Of the invoice."))
                .with("state", Shape.words("Such as review, sent, rejected or credited."))
                .with("hours", Shape.number("Of the work that it charges."))
                .with("amount", Shape.money("What it charges for it, before tax."));
    }

    private static Map<String, Object> work(WorkSearch.Work work, Caller caller) {
        return new Told(caller.zone())
                .count("id", work.id())
                .words("kind", work.expense() ? "expense" : "time-entry")
                .day("day", work.day())
                .quoted("client", work.of().client())
                .quoted("project", work.of().project())
                .quoted("task", work.of().task())
                .quoted("person", work.of().person())
                .quoted("notes", work.notes())
                .number("hours", work.value().hours())
                .money("worth", work.value().worth(), work.value().currency())
                .words("state", work.outcome().fate().text())
                .number("settled_hours", work.outcome().settled())
                .words("reason", work.outcome().reason())
                .quoted("why", work.outcome().words())
                .list("bills", work.bills(), bill -> bill(bill, caller))
                .fields();
    }

    private static Map<String, Object> bill(WorkSearch.Bill bill, Caller caller) {
        return new Told(caller.zone())
                .words("draft", PublicIds.draft(bill.id()))
                .name("number", bill.number())
                .words("state", bill.state())
                .number("hours", bill.hours())
                .money("amount", bill.amount(), bill.currency())
                .fields();
    }

    private static @Nullable String note(WorkSearch.Reach reach) {
        if (reach.backTo() != null) {
            return "Looked back to " + reach.backTo() + " for this: go on with after, or narrow it.";
        }
        return reach.whole() ? null : LEARNING;
    }
}
