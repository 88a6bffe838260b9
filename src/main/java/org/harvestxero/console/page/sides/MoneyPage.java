package org.harvestxero.console.page.sides;

import java.time.YearMonth;
import java.util.List;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.Aged;
import org.harvestxero.api.Sales;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.user.Right;
import org.harvestxero.dunning.DaysOfSales;

/** What was invoiced, what of it is paid and how long that takes, and what work is billed nowhere. */
final class MoneyPage {
    static final String PATH = "/money";
    private static final int MONTHS = 12;
    private static final int CLIENTS = 50;

    private final OverdueDesk overdue;
    private final Sales sales;
    private final OverdueActions reading;
    private final UnbilledLook unbilled;

    MoneyPage(Desk desk, OverdueActions reading, UnbilledLook unbilled) {
        this.overdue = desk.sides().overdue();
        this.sales = desk.sides().books().sales();
        this.reading = reading;
        this.unbilled = unbilled;
    }

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        YearMonth last = YearMonth.from(format.today());
        YearMonth first = last.minusMonths(MONTHS - 1L);
        Sales.Report report = sales.of(first, last, CLIENTS);
        Aged aged = overdue.aged();
        return Answer.shown(
                "money",
                "Money",
                new MoneyView(
                        new MoneyView.Read(
                                reading.reading(format),
                                report.readAt() == null ? "" : format.time(report.readAt()),
                                asked.may(Right.MEND)),
                        aged.outstanding().stream()
                                .map(each -> fact(each, format))
                                .toList(),
                        AgedTable.COLUMNS,
                        new AgedTable(format).sums(AgedTable.sums(aged)),
                        new MonthBars(format, first, last).charts(report.months()),
                        report.clients().stream()
                                .map(client -> client(client, format))
                                .toList(),
                        unbilled.view(format)));
    }

    private static MoneyView.Fact fact(DaysOfSales each, ReaderFormat format) {
        return new MoneyView.Fact(
                "Days sales outstanding, " + each.currency(),
                each.days().map(days -> format.quantity(days) + " days").orElse("nothing was invoiced"),
                format.money(each.open(), each.currency()) + " open, " + format.money(each.invoiced(), each.currency())
                        + " invoiced in " + DaysOfSales.SPAN + " days");
    }

    private static MoneyView.Client client(Sales.Client client, ReaderFormat format) {
        Sales.Sum sum = client.sum();
        return new MoneyView.Client(
                client.name(),
                format.number(sum.invoices()),
                format.money(sum.total(), sum.currency()),
                format.money(sum.paid(), sum.currency()),
                format.money(sum.due(), sum.currency()));
    }

    /** How the reading of open invoices and that of unbilled work stand. */
    Answer live(Asked asked) {
        return Answer.shown(
                "moneyLive", "Money", List.of(reading.reading(asked.format()), unbilled.state(asked.format())));
    }
}
