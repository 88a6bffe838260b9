package org.harvestxero.mcp.tool;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.api.Profit;
import org.harvestxero.console.user.Right;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;

/** Tells what work earned, from the months that are kept. What a single person costs is told to the role payroll alone. */
final class ProfitTools {
    private static final String PROJECT = "project";

    private ProfitTools() {}

    /** @param profit asked at each call */
    static Tool report(Profit profit) {
        return new Made(reportCard(), (given, caller) -> {
            View by = View.called(given.text("by")).orElse(View.PROJECT);
            Profit.Answer answer = answer(profit, by, given, caller);
            Report report = answer.report();
            Tool.Reply rows = Sliced.of(
                    report.sums().rows(), given, caller, "rows", row -> row(by, row, report.currency(), caller));
            Told told = new Told(caller.zone())
                    .words("by", by.word())
                    .words("from", report.from().toString())
                    .words("to", report.to().toString())
                    .words("currency", report.currency())
                    .part("total", row(by, report.sums().total(), report.currency(), caller))
                    .quotes("notes", report.notes());
            if (given.flag("formulas")) {
                told.list("formulas", List.of(Figure.values()), figure -> formula(figure, caller));
            }
            return rows.behind(told.fields());
        });
    }

    private static Profit.Answer answer(Profit profit, View by, Arguments given, Caller caller) {
        if (!given.flag("fresh")) {
            return profit.report(request(given, by, Profit.Reading.NONE, caller), caller.name());
        }
        Profit.Request read = request(given, by, Profit.Reading.CHANGED, caller);
        Profit.Answer answer =
                caller.askSides(() -> profit.report(read, caller.name()), told -> Freshly.calls(told.calls()));
        Freshly.refuse(answer.troubles());
        return answer;
    }

    private static Profit.Request request(Arguments given, View by, Profit.Reading reading, Caller caller) {
        YearMonth from = Objects.requireNonNull(given.month("from"));
        YearMonth to = given.month("to");
        return new Profit.Request(
                new Profit.Span(from, to == null ? from : to),
                by,
                given.textOrNull(PROJECT),
                reading,
                caller.may(Right.PAY));
    }

    private static Tool.Card reportCard() {
        return new Tool.Card(
                "profit",
                "What work earned",
                "Tells hours, cost, revenue, margin, realisation and utilisation of months by project, client, month, person, task or role,"
                        + " with the total, in the company's base currency; formulas says how each figure is reckoned. From the months that"
                        + " were read last; with fresh, months that changed are read from both sides before, a first year for some"
                        + " minutes. Cost and margin that tell what a single person costs are left out, except for the role payroll.",
                Right.SEE,
                Tool.Effect.MAY_ASK_SIDES,
                reportTakes(),
                reportAnswers());
    }

    private static Shape span(Shape shape) {
        return shape.with("from", Shape.month("The first month."))
                .maybe("to", Shape.month("The last month; the same as from where nothing is said."));
    }

    private static Shape reportTakes() {
        return Paged.taking(span(Shape.object())
                .maybe(
                        "by",
                        Shape.oneOf(
                                "What rows stand for; project where nothing is said.",
                                Arrays.stream(View.values()).map(View::word).toList()))
                .maybe(PROJECT, Shape.wanted("Only this project: its name or id in Harvest, or unassigned."))
                .maybe("formulas", Shape.flag("true: how each figure is reckoned is told, too."))
                .maybe("fresh", Shape.flag("true: both sides may be read for months that changed.")));
    }

    private static Shape reportAnswers() {
        return Paged.answering(Shape.object()
                .with("by", Shape.words("What rows stand for."))
                .with("from", Shape.words("The first month."))
                .with("to", Shape.words("The last month."))
                .with("currency", Shape.words("Of all amounts; empty where no month was read yet."))
                .with("rows", Shape.list("Those with the most revenue first; months in their order.", figures()))
                .with("total", Shape.part("Of all rows, those of other pages included.", figures()))
                .with("notes", Shape.list("What else to know.", Shape.quoted("A note.")))
                .maybe(
                        "formulas",
                        Shape.list(
                                "How figures are reckoned.",
                                Shape.object()
                                        .with("figure", Shape.words("Its field."))
                                        .with("formula", Shape.words("How it is reckoned.")))));
    }

    /** A figure is left out where there is nothing to reckon it from. */
    private static Shape figures() {
        Shape shape = Shape.object()
                .maybe("id", Shape.count("Harvest's id, where the row has one."))
                .maybe("name", Shape.quoted("What the row stands for."))
                .maybe(
                        "pay_hidden",
                        Shape.flag("true: cost and margin would tell what a single person costs, and are not told."));
        for (Figure figure : Figure.values()) {
            shape.maybe(
                    field(figure),
                    figure.unit() == Figure.Unit.MONEY ? Shape.money(figure.title()) : Shape.number(figure.title()));
        }
        return shape;
    }

    /** Such as {@code billable_hours}. */
    private static String field(Figure figure) {
        return figure.word().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> row(View by, Row row, String currency, Caller caller) {
        Told told = new Told(caller.zone()).quoted("name", row.group().name());
        if (row.group().id() > 0 && by != View.MONTH) {
            told.count("id", row.group().id());
        }
        if (!row.payShown()) {
            told.flag("pay_hidden", true);
        }
        for (Figure figure : Figure.values()) {
            figure.of(row).ifPresent(value -> {
                if (figure.unit() == Figure.Unit.MONEY) {
                    told.money(field(figure), value, currency);
                } else {
                    told.number(field(figure), value);
                }
            });
        }
        return told.fields();
    }

    private static Map<String, Object> formula(Figure figure, Caller caller) {
        return new Told(caller.zone())
                .words("figure", field(figure))
                .words("formula", figure.formula())
                .fields();
    }

    /** @param profit asked at each call */
    static Tool sources(Profit profit) {
        return new Made(sourcesCard(), (given, caller) -> {
            Profit.Sources sources =
                    profit.sources(request(given, View.PROJECT, Profit.Reading.NONE, caller), caller.name());
            return given.text("of").equals("work")
                    ? ProfitSources.work(sources, given, caller)
                    : ProfitSources.income(sources, given, caller);
        });
    }

    private static Tool.Card sourcesCard() {
        return new Tool.Card(
                "profit_sources",
                "What earnings are made of",
                "Tells what the figures of profit are sums of, from the months that were read last: parts of invoices with how each was"
                        + " split, or work by month, person and task. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(span(Shape.object())
                        .with("of", Shape.oneOf("Which sources.", "income", "work"))
                        .maybe(PROJECT, Shape.wanted("Only this project: its name or id in Harvest, or unassigned."))),
                ProfitSources.shape());
    }
}
