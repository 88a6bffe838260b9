package org.harvestxero.mcp.tool;

import org.harvestxero.api.BillingService;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.console.user.Right;

/** Tells what work is billed nowhere. */
final class UnbilledTool {
    private UnbilledTool() {}

    /** @param billing asked at each call */
    static Tool of(BillingService billing) {
        return new Made(card(), (given, caller) -> {
            Freshly.need(given, "Unbilled work");
            UnbilledReport report = caller.askSides(billing::unbilled, read -> Freshly.calls(read.calls()));
            Freshly.refuse(report.troubles());
            Tool.Reply rows = Sliced.of(
                    report.rows(),
                    given,
                    caller,
                    "rows",
                    row -> new Told(caller.zone())
                            .quoted("client", row.client())
                            .words("reason", row.reason())
                            .quoted("message", row.message())
                            .number("hours", row.hours())
                            .money("worth", row.worth(), row.currency())
                            .day("oldest", row.oldest())
                            .count("days", row.days())
                            .fields());
            return rows.behind(new Told(caller.zone())
                    .day("from", report.from())
                    .day("to", report.to())
                    .quotes("notes", report.notes())
                    .fields());
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "unbilled_work",
                "Unbilled work",
                "Tells a year of work that is billed nowhere, by client and reason, the oldest first. Harvest has to be read for it: give"
                        + " fresh, which takes several calls. What bills have held back is told by status without any.",
                Right.SEE,
                Tool.Effect.MAY_ASK_SIDES,
                Paged.taking(Shape.object().with("fresh", Freshly.flag())),
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with("from", Shape.day("First day of work looked at."))
                .with("to", Shape.day("Last day."))
                .with(
                        "rows",
                        Shape.list(
                                "One for each client and reason.",
                                Shape.object()
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("reason", Shape.words("Such as no-agreement or held."))
                                        .maybe("message", Shape.quoted("The reason in words."))
                                        .with("hours", Shape.number("How many."))
                                        .with("worth", Shape.money("At Harvest's own rates; expenses at cost."))
                                        .with("oldest", Shape.day("Of the oldest of it."))
                                        .with("days", Shape.count("Since then."))))
                .with("notes", Shape.list("What else to know.", Shape.quoted("A note."))));
    }
}
