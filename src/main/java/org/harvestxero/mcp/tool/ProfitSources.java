package org.harvestxero.mcp.tool;

import java.util.Map;
import org.harvestxero.api.Profit;
import org.harvestxero.console.user.Right;
import org.harvestxero.profit.Fact;

/** Tells what earnings are made of: parts of invoices, and work. */
final class ProfitSources {
    private ProfitSources() {}

    static Shape shape() {
        return Paged.answering(Shape.object()
                .maybe(
                        "income",
                        Shape.list(
                                "Parts of invoices and credit notes, by day.",
                                Shape.object()
                                        .with("day", Shape.day("Of the invoice."))
                                        .with("number", Shape.words("The invoice's."))
                                        .with("net", Shape.money("Of the whole invoice, in its own currency."))
                                        .with("rate", Shape.number("Units of its currency for one of the company's."))
                                        .maybe("project", Shape.quoted("Whose part it is."))
                                        .maybe("person", Shape.quoted("Who worked."))
                                        .maybe("task", Shape.quoted("At what."))
                                        .maybe("account", Shape.quoted("Xero's."))
                                        .with("revenue", Shape.money("The part."))
                                        .maybe("split", Shape.quoted("How the invoice was split."))))
                .maybe(
                        "work",
                        Shape.list(
                                "Work and expenses, by month.",
                                Shape.object()
                                        .with("month", Shape.words("Such as 2026-10."))
                                        .maybe("project", Shape.quoted("What for."))
                                        .maybe("person", Shape.quoted("Who worked."))
                                        .maybe("task", Shape.quoted("At what."))
                                        .with("hours", Shape.number("Worked."))
                                        .with("billable_hours", Shape.number("Of those."))
                                        .with("expenses", Shape.money("That are not billable."))
                                        .maybe("cost", Shape.money("Told to the role payroll alone.")))));
    }

    static Tool.Reply income(Profit.Sources sources, Arguments given, Caller caller) {
        return Sliced.of(sources.income(), given, caller, "income", each -> income(each, sources.currency(), caller));
    }

    private static Map<String, Object> income(Profit.Income each, String currency, Caller caller) {
        Profit.Invoice invoice = each.invoice();
        return new Told(caller.zone())
                .day("day", invoice.date())
                .name("number", invoice.number())
                .money("net", invoice.net(), invoice.currency())
                .number("rate", invoice.rate().stripTrailingZeros())
                .quoted("project", each.project().name())
                .quoted("person", each.person().name())
                .quoted("task", each.task().name())
                .quoted("account", each.account())
                .money("revenue", each.revenue(), currency)
                .quoted("split", invoice.split())
                .fields();
    }

    static Tool.Reply work(Profit.Sources sources, Arguments given, Caller caller) {
        return Sliced.of(sources.work(), given, caller, "work", fact -> work(fact, sources.currency(), caller));
    }

    private static Map<String, Object> work(Fact fact, String currency, Caller caller) {
        return new Told(caller.zone())
                .words("month", fact.subject().month().toString())
                .quoted("project", fact.subject().project().name())
                .quoted("person", fact.subject().person().name().name())
                .quoted("task", fact.subject().task().name())
                .number("hours", fact.effort().worked())
                .number("billable_hours", fact.effort().billable())
                .money("expenses", fact.amounts().expenses(), currency)
                .money("cost", caller.may(Right.PAY) ? fact.amounts().cost() : null, currency)
                .fields();
    }
}
