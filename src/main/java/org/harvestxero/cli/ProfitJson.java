package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Answer;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.profit.AgedWork;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.jspecify.annotations.Nullable;

/** What work earned as JSON. What there is nothing to reckon from, or is hidden, is null. */
final class ProfitJson {
    private ProfitJson() {}

    static ObjectNode answer(Answer answer, boolean explained) {
        Report report = answer.report();
        ObjectNode node = JsonOutput.object()
                .put("by", report.view().word())
                .put("from", report.from().toString())
                .put("to", report.to().toString())
                .put("currency", report.currency());
        asOf(node, report.asOf());
        node.set("rows", JsonOutput.array(report.sums().rows(), row -> row(row, report.currency())));
        node.set("total", row(report.sums().total(), report.currency()));
        node.set("notes", JsonOutput.texts(report.notes()));
        if (explained) {
            ObjectNode formulas = node.putObject("formulas");
            Arrays.stream(Figure.values()).forEach(figure -> formulas.put(figure.word(), figure.formula()));
        }
        side(node, answer);
        return node;
    }

    private static ObjectNode row(Row row, String currency) {
        ObjectNode node = JsonOutput.object();
        if (row.group().id() != 0) {
            node.put("id", row.group().id());
        }
        node.put("name", row.group().name())
                .put("people", row.figures().people())
                .put("payShown", row.payShown());
        for (Figure figure : Figure.values()) {
            node.put(
                    figure.word(),
                    figure.of(row).map(value -> value(figure, value, currency)).orElse(null));
        }
        ObjectNode reasons = node.putObject("writtenUpOrDown");
        row.figures().billed().reasons().forEach((why, amount) -> reasons.put(why, JsonOutput.money(amount)));
        return node;
    }

    private static BigDecimal value(Figure figure, BigDecimal value, String currency) {
        return figure.unit() == Figure.Unit.MONEY ? JsonOutput.money(CurrencyDigits.shown(value, currency)) : value;
    }

    static ObjectNode sources(Answer answer, Profit.Sources sources, boolean pay) {
        ObjectNode node = JsonOutput.object()
                .put("from", answer.report().from().toString())
                .put("to", answer.report().to().toString())
                .put("currency", sources.currency());
        node.set("work", JsonOutput.array(sources.work(), fact -> work(fact, pay)));
        node.set("income", JsonOutput.array(sources.income(), ProfitJson::income));
        Profit.Waiting waiting = sources.waiting();
        asOf(node, waiting.asOf());
        node.set("unbilled", JsonOutput.array(waiting.work(), each -> unbilled(each, waiting.asOf())));
        node.set("open", JsonOutput.array(waiting.open(), ProfitJson::open));
        side(node, answer);
        return node;
    }

    private static void asOf(ObjectNode node, Report.AsOf asOf) {
        node.put(
                        "unbilledAsOf",
                        asOf.unbilled() == null ? null : asOf.unbilled().toString())
                .put("openAsOf", asOf.open() == null ? null : asOf.open().toString());
    }

    private static ObjectNode unbilled(AgedWork.Aged each, Report.AsOf asOf) {
        return JsonOutput.object()
                .put("client", each.subject().client().name())
                .put("project", each.subject().project().name())
                .put("person", each.subject().person().name().name())
                .put("task", each.subject().task().name())
                .put("oldest", each.oldest().toString())
                .put("days", asOf.unbilled() == null ? null : each.days(asOf.unbilled()))
                .put("hours", each.hours())
                .put("worth", JsonOutput.money(each.amount()));
    }

    private static ObjectNode open(Profit.Open each) {
        return JsonOutput.object()
                .put("invoice", each.number())
                .put("xeroId", each.id())
                .put("client", each.client().name())
                .put("due", each.due().day().toString())
                .put("daysPast", each.due().daysPast())
                .put("open", JsonOutput.money(each.amount()))
                .put("left", JsonOutput.money(each.left().amount()))
                .put("currency", each.left().currency())
                .put("rate", each.left().rate());
    }

    private static ObjectNode work(Fact fact, boolean pay) {
        @Nullable BigDecimal cost = pay ? JsonOutput.money(fact.amounts().cost()) : null;
        return JsonOutput.object()
                .put("month", fact.subject().month().toString())
                .put("client", fact.subject().client().name())
                .put("project", fact.subject().project().name())
                .put("person", fact.subject().person().name().name())
                .put("task", fact.subject().task().name())
                .put("hours", fact.effort().worked())
                .put("billableHours", fact.effort().billable())
                .put("cost", cost)
                .put("expenses", JsonOutput.money(fact.amounts().expenses()));
    }

    private static ObjectNode income(Profit.Income each) {
        return JsonOutput.object()
                .put("date", each.invoice().date().toString())
                .put("invoice", each.invoice().number())
                .put("xeroId", each.invoice().id())
                .put("project", each.project().name())
                .put("person", each.person().name())
                .put("task", each.task().name())
                .put("account", each.account())
                .put("revenue", JsonOutput.money(each.revenue()))
                .put("currency", each.invoice().currency())
                .put("rate", each.invoice().rate())
                .put("invoiceNet", JsonOutput.money(each.invoice().net()))
                .put("split", each.invoice().split());
    }

    private static void side(ObjectNode node, Answer answer) {
        node.set("troubles", JsonOutput.troubles(answer.troubles()));
        node.set("calls", JsonOutput.calls(answer.calls()));
    }
}
