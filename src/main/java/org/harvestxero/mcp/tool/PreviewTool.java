package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.console.user.Right;

/** Tells what would be billed. */
final class PreviewTool {
    private PreviewTool() {}

    /** @param billing asked at each call */
    static Tool of(BillingService billing) {
        return new Made(card(), (given, caller) -> {
            Freshly.need(given, "What would be billed");
            BillReport report = caller.askSides(
                    () -> billing.bill(
                            new BillRequest(
                                    given.textOrNull("period"), given.textOrNull("client"), BillRequest.Manner.DRY_RUN),
                            caller.name()),
                    made -> Freshly.calls(made.calls()));
            Freshly.refuse(report.troubles());
            return told(report, given, caller);
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "preview_bill",
                "What a period would bill",
                "Tells what would be billed for a period, or now, by the agreements as they stand. Nothing is stored. Harvest has to be"
                        + " read for it: give fresh, which takes several calls.",
                Right.TRY,
                Tool.Effect.MAY_ASK_SIDES,
                Paged.taking(Shape.object()
                        .with("fresh", Freshly.flag())
                        .maybe("period", Shape.wanted("Such as 2026-10; else what is due now."))
                        .maybe("client", Shape.wanted("Its name or id; else all."))),
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with("bills", Shape.list("One for each client and period.", bill()))
                .with(
                        "refused",
                        Shape.list(
                                "What could not be billed.",
                                Shape.object()
                                        .maybe("what", Shape.quoted("The client and period, or the file."))
                                        .maybe("why", Shape.quoted("Why."))
                                        .maybe("remedy", Shape.quoted("What to do."))))
                .with("notes", Shape.list("What else to know.", Shape.quoted("A note."))));
    }

    private static Shape bill() {
        return Shape.object()
                .maybe("client", Shape.quoted("Whose it is."))
                .with("period", Shape.words("Such as 2026-10."))
                .with("from", Shape.day("First day covered."))
                .with("to", Shape.day("Last day covered."))
                .with("agreement", Shape.words("Its file."))
                .with("total", Shape.money("Of all drafts, before tax."))
                .with(
                        "lines",
                        Shape.list(
                                "What the drafts charge.",
                                Shape.object()
                                        .maybe("description", Shape.quoted("As the client would read it."))
                                        .with("quantity", Shape.number("How many."))
                                        .with("price", Shape.money("Of one, before tax."))
                                        .with("amount", Shape.money("Before tax."))))
                .with(
                        "buckets",
                        Shape.list(
                                "Where everything that came in ends up.",
                                Shape.object()
                                        .with("name", Shape.words("Such as billed or held."))
                                        .with("hours", Shape.number("How many."))
                                        .with("worth", Shape.money("At Harvest's own rates."))))
                .with("notices", Shape.list("What to know.", Shape.quoted("A notice.")))
                .with("differences", Shape.list("To what was billed before.", Shape.quoted("A difference.")))
                .maybe("more", Shape.flag("Whether lines were left out because the token allows no more."));
    }

    private static Tool.Reply told(BillReport report, Arguments given, Caller caller) {
        Tool.Reply bills = Sliced.of(report.bills(), given, caller, "bills", bill -> bill(bill, caller));
        Map<String, Object> fields = new Told(caller.zone())
                .list(
                        "refused",
                        report.refused(),
                        each -> new Told(caller.zone())
                                .quoted("what", each.what())
                                .quoted("why", each.why())
                                .quoted("remedy", each.remedy())
                                .fields())
                .quotes("notes", report.notes())
                .fields();
        return bills.behind(fields);
    }

    private static Map<String, Object> bill(BillReport.Bill bill, Caller caller) {
        Bounded bounded = new Bounded(caller.rows());
        List<BillReport.Line> lines = bounded.take(
                bill.drafts().stream().flatMap(draft -> draft.lines().stream()).toList());
        Told told = new Told(caller.zone())
                .quoted("client", bill.client())
                .words("period", bill.period())
                .day("from", bill.from())
                .day("to", bill.to())
                .words("agreement", bill.agreement())
                .money("total", bill.total(), bill.currency())
                .list(
                        "lines",
                        lines,
                        line -> new Told(caller.zone())
                                .quoted("description", line.description())
                                .number("quantity", line.quantity())
                                .money("price", line.unitAmount(), bill.currency())
                                .money("amount", line.amount(), bill.currency())
                                .fields())
                .list(
                        "buckets",
                        bill.buckets(),
                        bucket -> new Told(caller.zone())
                                .words("name", bucket.name())
                                .number("hours", bucket.hours())
                                .money("worth", bucket.worth(), bucket.currency())
                                .fields())
                .quotes("notices", bounded.take(bill.notices()))
                .quotes("differences", bounded.take(bill.differences()));
        if (bounded.leftOut()) {
            told.flag("more", true);
        }
        return told.fields();
    }
}
