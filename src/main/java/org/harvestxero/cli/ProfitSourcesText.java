package org.harvestxero.cli;

import java.math.BigDecimal;
import org.harvestxero.api.Profit;
import org.harvestxero.profit.Fact;

/** What the figures of a project or of all of them are made of, for people. */
final class ProfitSourcesText {
    private ProfitSourcesText() {}

    /** @param pay whether cost is shown */
    static String of(Profit.Sources sources, boolean pay) {
        StringBuilder text = new StringBuilder();
        Table work = new Table("MONTH", "PROJECT", "PERSON", "TASK", ">HOURS", ">BILLABLE", ">COST", ">EXPENSES");
        for (Fact fact : sources.work()) {
            work.row(
                    fact.subject().month().toString(),
                    fact.subject().project().name(),
                    fact.subject().person().name().name(),
                    fact.subject().task().name(),
                    MonthEndText.hours(fact.effort().worked()),
                    MonthEndText.hours(fact.effort().billable()),
                    pay ? TextOutput.amount(fact.amounts().cost(), sources.currency()) : "hidden",
                    fact.amounts().expenses().signum() == 0
                            ? ""
                            : TextOutput.amount(fact.amounts().expenses(), sources.currency()));
        }
        Table income = new Table("DATE", "INVOICE", "PROJECT", "PERSON", "TASK", "ACCOUNT", ">REVENUE", "SPLIT");
        for (Profit.Income each : sources.income()) {
            income.row(
                    each.invoice().date().toString(),
                    each.invoice().number(),
                    each.project().name(),
                    each.person().name(),
                    each.task().name(),
                    each.account(),
                    TextOutput.amount(each.revenue(), sources.currency()),
                    split(each.invoice()));
        }
        return text.append("Work\n")
                .append(work)
                .append("\nInvoices and credit notes, in ")
                .append(sources.currency())
                .append('\n')
                .append(income)
                .append(waiting(sources))
                .toString();
    }

    private static String waiting(Profit.Sources sources) {
        Profit.Waiting waiting = sources.waiting();
        StringBuilder text = new StringBuilder();
        if (waiting.asOf().unbilled() != null) {
            Table work = new Table("OLDEST", "PROJECT", "PERSON", "TASK", ">HOURS", ">WORTH");
            waiting.work()
                    .forEach(each -> work.row(
                            each.oldest().toString(),
                            each.subject().project().name(),
                            each.subject().person().name().name(),
                            each.subject().task().name(),
                            MonthEndText.hours(each.hours()),
                            TextOutput.amount(each.amount(), sources.currency())));
            text.append("\nUnbilled at the end of ")
                    .append(waiting.asOf().unbilled())
                    .append(", at agreed prices (entries: month-end --unbilled)\n")
                    .append(work);
        }
        if (waiting.asOf().open() != null) {
            Table open = new Table("DUE", "INVOICE", "CLIENT", ">DAYS PAST", ">OPEN", ">LEFT", "");
            waiting.open()
                    .forEach(each -> open.row(
                            each.due().day().toString(),
                            each.number(),
                            each.client().name(),
                            Long.toString(each.due().daysPast()),
                            TextOutput.amount(each.amount(), sources.currency()),
                            TextOutput.amount(each.left().amount(), each.left().currency()),
                            each.left().currency()));
            text.append("\nOpen invoices on ")
                    .append(waiting.asOf().open())
                    .append('\n')
                    .append(open);
        }
        return text.toString();
    }

    private static String split(Profit.Invoice invoice) {
        return invoice.rate().compareTo(BigDecimal.ONE) == 0
                ? invoice.split()
                : invoice.split() + "; "
                        + TextOutput.amount(invoice.net(), invoice.currency()) + " "
                        + invoice.currency() + " at "
                        + invoice.rate().stripTrailingZeros().toPlainString();
    }
}
