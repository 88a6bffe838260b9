package org.harvestxero.mcp.tool;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.user.Right;

/** Tells which periods were billed, wait, or are to come. */
final class PeriodTool {
    private static final int USUAL_MONTHS = 3;

    private PeriodTool() {}

    /** @param periods asked at each call */
    static Tool of(BillingPeriods periods) {
        return new Made(card(), (given, caller) -> calendar(periods, given, caller));
    }

    private static Tool.Card card() {
        return new Tool.Card(
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
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with(
                        "clients",
                        Shape.list(
                                "By name.",
                                Shape.object()
                                        .maybe("client", Shape.quoted("Its name."))
                                        .with("agreement", Shape.words("Its file."))
                                        .maybe("problem", Shape.quoted("Why nothing of it can be billed."))
                                        .with("periods", Shape.list("Its periods.", period())))));
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
}
