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
                .toString();
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
