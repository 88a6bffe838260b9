package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.Sales;
import org.harvestxero.console.page.ReaderFormat;
import org.jspecify.annotations.Nullable;

/** Draws what was invoiced month by month, a drawing for each currency; never two in one. */
final class MonthBars {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 130;

    private final ReaderFormat format;
    private final YearMonth first;
    private final YearMonth last;

    /** @param first,last months, both included */
    MonthBars(ReaderFormat format, YearMonth first, YearMonth last) {
        this.format = format;
        this.first = first;
        this.last = last;
    }

    List<MoneyView.Chart> charts(List<Sales.Month> months) {
        Map<String, Map<YearMonth, Sales.Sum>> currencies = new TreeMap<>();
        for (Sales.Month month : months) {
            currencies
                    .computeIfAbsent(month.sum().currency(), none -> new TreeMap<>())
                    .put(month.month(), month.sum());
        }
        return currencies.entrySet().stream()
                .map(each -> chart(each.getKey(), each.getValue()))
                .toList();
    }

    private MoneyView.Chart chart(String currency, Map<YearMonth, Sales.Sum> sums) {
        BigDecimal most = sums.values().stream().map(Sales.Sum::total).reduce(BigDecimal.ONE, BigDecimal::max);
        BigDecimal all = sums.values().stream().map(Sales.Sum::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<MoneyView.Bar> bars = new ArrayList<>();
        int months = 0;
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months++;
        }
        int step = WIDTH / Math.max(1, months);
        int x = 0;
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            bars.add(bar(month, x, sums.get(month), most, currency));
            x += step;
        }
        return new MoneyView.Chart(
                currency, format.money(all, currency) + " invoiced in " + format.count(months, "month"), bars);
    }

    private MoneyView.Bar bar(YearMonth month, int x, Sales.@Nullable Sum sum, BigDecimal most, String currency) {
        BigDecimal total = sum == null ? BigDecimal.ZERO : sum.total().max(BigDecimal.ZERO);
        int height = total.multiply(BigDecimal.valueOf(HEIGHT))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
        return new MoneyView.Bar(
                month.toString(),
                format.month(month),
                x,
                HEIGHT - height,
                height,
                sum == null ? "" : format.number(sum.invoices()),
                sum == null ? "" : format.money(sum.total(), currency),
                sum == null ? "" : format.money(sum.due(), currency));
    }
}
