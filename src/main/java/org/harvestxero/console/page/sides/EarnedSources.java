package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.View;

/** What the figures of one project are made of: its work by person and task, and its parts of invoices. */
final class EarnedSources {
    static final String PATH = "/money/sources";

    private final Profit profit;

    EarnedSources(Desk desk) {
        this.profit = desk.sides().books().profit();
    }

    Answer show(Asked asked) {
        String project = EarnedPages.project(asked);
        Profit.Span span = EarnedPages.span(asked);
        ReaderFormat format = asked.format();
        Profit.Sources sources;
        try {
            sources = profit.sources(new Profit.Request(span, View.PROJECT, project, Reading.NONE, false), asked.who());
        } catch (DecisionException e) {
            return Answer.missing(String.valueOf(e.getMessage()));
        }
        return Answer.shown(
                "earnedSources",
                "What a project earned",
                new EarnedView.Sources(
                        name(sources, project),
                        EarnedPages.months(span.from(), span.to(), format),
                        sources.work().stream()
                                .map(fact -> work(fact, sources, format))
                                .toList(),
                        sources.income().stream()
                                .map(each -> income(each, sources, format))
                                .toList(),
                        unbilled(sources, format),
                        burn(sources, format)));
    }

    private static EarnedView.Unbilled unbilled(Profit.Sources sources, ReaderFormat format) {
        LocalDate asOf = sources.waiting().asOf().unbilled();
        return asOf == null
                ? new EarnedView.Unbilled("", List.of())
                : new EarnedView.Unbilled(
                        format.date(asOf),
                        sources.waiting().work().stream()
                                .map(each -> new EarnedView.Waits(
                                        format.date(each.oldest()),
                                        format.count(each.days(asOf), "day"),
                                        each.subject().person().name().name(),
                                        each.subject().task().name(),
                                        format.quantity(each.hours()),
                                        format.money(each.amount(), sources.currency())))
                                .toList());
    }

    private static String name(Profit.Sources sources, String asked) {
        return sources.work().stream()
                .map(fact -> fact.subject().project().name())
                .findFirst()
                .or(() -> sources.income().stream()
                        .map(each -> each.project().name())
                        .findFirst())
                .orElse(asked);
    }

    private static EarnedView.Work work(Fact fact, Profit.Sources sources, ReaderFormat format) {
        BigDecimal expenses = fact.amounts().expenses();
        return new EarnedView.Work(
                format.month(fact.subject().month()),
                fact.subject().person().name().name(),
                fact.subject().task().name(),
                format.quantity(fact.effort().worked()),
                format.quantity(fact.effort().billable()),
                expenses.signum() == 0 ? "" : format.money(expenses, sources.currency()));
    }

    private static EarnedView.Income income(Profit.Income each, Profit.Sources sources, ReaderFormat format) {
        Profit.Invoice invoice = each.invoice();
        return new EarnedView.Income(
                format.date(invoice.date()),
                invoice.number(),
                each.person().name(),
                each.task().name(),
                each.account(),
                format.money(each.revenue(), sources.currency()),
                invoice.currency().equals(sources.currency())
                        ? invoice.split()
                        : invoice.split() + "; " + format.money(invoice.net(), invoice.currency()) + " at "
                                + invoice.rate().stripTrailingZeros().toPlainString());
    }

    /** Hours so far, month by month. */
    private static List<EarnedView.Bar> burn(Profit.Sources sources, ReaderFormat format) {
        SortedMap<YearMonth, BigDecimal> hours = new TreeMap<>();
        sources.work()
                .forEach(fact ->
                        hours.merge(fact.subject().month(), fact.effort().worked(), BigDecimal::add));
        BigDecimal all = hours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<EarnedView.Bar> bars = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (var month : hours.entrySet()) {
            sum = sum.add(month.getValue());
            bars.add(new EarnedView.Bar(
                    format.month(month.getKey()),
                    format.quantity(sum) + " hours so far, " + format.quantity(month.getValue()) + " in the month",
                    EarnedPages.length(sum, all.max(BigDecimal.ONE))));
        }
        return bars;
    }
}
