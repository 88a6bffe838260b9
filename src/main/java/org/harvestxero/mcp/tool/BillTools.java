package org.harvestxero.mcp.tool;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.console.user.Right;

/** Tells what was, would be and is not billed. */
final class BillTools {
    private static final int USUAL_MONTHS = 3;

    private BillTools() {}

    /** @param periods asked at each call */
    static Tool calendar(BillingPeriods periods) {
        return new Made(
                new Tool.Card(
                        "billing_periods",
                        "Periods and what was billed",
                        "Tells of the clients that have an agreement which periods are billed, wait, failed, are due or still open. Asks neither"
                                + " side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object()
                                .with("from", Shape.month("The first one."))
                                .maybe("to", Shape.month("The last one; else two months later."))
                                .maybe("client", Shape.wanted("A part of the client's name."))),
                        Paged.answering(Shape.object()
                                .with(
                                        "clients",
                                        Shape.list(
                                                "By name.",
                                                Shape.object()
                                                        .maybe("client", Shape.quoted("Its name."))
                                                        .with("agreement", Shape.words("Its file."))
                                                        .maybe(
                                                                "problem",
                                                                Shape.quoted("Why nothing of it can be billed."))
                                                        .with("periods", Shape.list("Its periods.", period())))))),
                (given, caller) -> calendar(periods, given, caller));
    }

    private static Shape period() {
        return Shape.object()
                .with("period", Shape.words("Such as 2026-10."))
                .with("start", Shape.day("First day covered."))
                .with("end", Shape.day("Last day covered."))
                .with("state", Shape.words("Such as billed, waiting, due, open or failed."))
                .maybe("total", Shape.money("Of its drafts, before tax."))
                .maybe("draft", Shape.words("The one to look at first, such as D12."));
    }

    private static Tool.Reply calendar(BillingPeriods periods, Arguments given, Caller caller) {
        YearMonth from = Objects.requireNonNull(given.month("from"));
        YearMonth wanted = given.month("to");
        YearMonth to = wanted == null ? from.plusMonths(USUAL_MONTHS - 1L) : wanted;
        if (to.isBefore(from) || to.isAfter(from.plusMonths(11))) {
            throw new DecisionException("to is not before from, and at most eleven months later.");
        }
        String after = given.text("after");
        BillingPeriods.Grid grid = periods.grid(new BillingPeriods.Question(
                from, to, given.text("client"), after.isEmpty() ? null : after, given.most(caller)));
        Told told = new Told(caller.zone())
                .list(
                        "clients",
                        grid.rows(),
                        row -> new Told(caller.zone())
                                .quoted("client", row.client())
                                .words("agreement", row.file())
                                .quoted("problem", row.problem())
                                .list("periods", row.periods(), each -> period(each, caller))
                                .fields())
                .words("next", grid.next());
        return new Tool.Reply(told.fields(), grid.rows().size());
    }

    private static Map<String, Object> period(BillingPeriods.Period period, Caller caller) {
        BillingPeriods.Bill bill = period.bill();
        return new Told(caller.zone())
                .words("period", period.label())
                .day("start", period.start())
                .day("end", period.end())
                .words("state", period.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .money("total", bill.total(), bill.currency())
                .words("draft", bill.draft() == 0 ? null : "D" + bill.draft())
                .fields();
    }

    /** @param billing asked at each call */
    static Tool unbilled(BillingService billing) {
        return new Made(
                new Tool.Card(
                        "unbilled_work",
                        "Unbilled work",
                        "Tells a year of work that is billed nowhere, by client and reason, the oldest first. Harvest has to be read for it: give"
                                + " fresh, which takes several calls. What bills have held back is told by status without any.",
                        Right.SEE,
                        Tool.Effect.MAY_ASK_SIDES,
                        Paged.taking(Shape.object().with("fresh", Shape.flag("true: Harvest may be read."))),
                        Paged.answering(Shape.object()
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
                                                        .with(
                                                                "worth",
                                                                Shape.money(
                                                                        "At Harvest's own rates; expenses at cost."))
                                                        .with("oldest", Shape.day("Of the oldest of it."))
                                                        .with("days", Shape.count("Since then."))))
                                .with("notes", Shape.list("What else to know.", Shape.quoted("A note."))))),
                (given, caller) -> {
                    needFresh(given, "Unbilled work");
                    UnbilledReport report = caller.askSides(billing::unbilled, BillTools::calls);
                    refuse(report.troubles());
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
                    Map<String, Object> fields = new Told(caller.zone())
                            .day("from", report.from())
                            .day("to", report.to())
                            .quotes("notes", report.notes())
                            .fields();
                    fields.putAll(rows.fields());
                    return new Tool.Reply(fields, rows.rows());
                });
    }

    private static int calls(UnbilledReport report) {
        return sum(report.calls());
    }

    private static int sum(CycleReport.Calls calls) {
        return calls.harvest() + calls.xero();
    }

    private static void needFresh(Arguments given, String what) {
        if (!given.flag("fresh")) {
            throw new DecisionException(
                    what + " can't be told of what is known here: give fresh, and Harvest is read for it.");
        }
    }

    private static void refuse(List<Trouble> troubles) {
        if (!troubles.isEmpty()) {
            Trouble first = troubles.get(0);
            throw new DecisionException(
                    first.side() + " could not be worked with: " + first.message() + " " + first.remedy());
        }
    }

    /** @param billing asked at each call */
    static Tool preview(BillingService billing) {
        return new Made(
                new Tool.Card(
                        "preview_bill",
                        "What a period would bill",
                        "Tells what would be billed for a period, or now, by the agreements as they stand. Nothing is stored. Harvest has to be"
                                + " read for it: give fresh, which takes several calls.",
                        Right.TRY,
                        Tool.Effect.MAY_ASK_SIDES,
                        Paged.taking(Shape.object()
                                .with("fresh", Shape.flag("true: Harvest may be read."))
                                .maybe("period", Shape.wanted("Such as 2026-10; else what is due now."))
                                .maybe("client", Shape.wanted("Its name or id; else all."))),
                        Paged.answering(Shape.object()
                                .with("bills", Shape.list("One for each client and period.", bill()))
                                .with(
                                        "refused",
                                        Shape.list(
                                                "What could not be billed.",
                                                Shape.object()
                                                        .maybe(
                                                                "what",
                                                                Shape.quoted("The client and period, or the file."))
                                                        .maybe("why", Shape.quoted("Why."))
                                                        .maybe("remedy", Shape.quoted("What to do."))))
                                .with("notes", Shape.list("What else to know.", Shape.quoted("A note."))))),
                (given, caller) -> {
                    needFresh(given, "What would be billed");
                    BillReport report = caller.askSides(
                            () -> billing.bill(
                                    new BillRequest(
                                            given.textOrNull("period"),
                                            given.textOrNull("client"),
                                            BillRequest.Manner.DRY_RUN),
                                    caller.name()),
                            made -> sum(made.calls()));
                    refuse(report.troubles());
                    return told(report, given, caller);
                });
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
        fields.putAll(bills.fields());
        return new Tool.Reply(fields, bills.rows());
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
