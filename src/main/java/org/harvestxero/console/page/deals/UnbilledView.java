package org.harvestxero.console.page.deals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.api.UnbilledReport.Sum;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.ReaderFormat;

/** Work that is billed nowhere, by age and reason, in words. */
final class UnbilledView {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ReaderFormat format;

    UnbilledView(ReaderFormat format) {
        this.format = format;
    }

    TrialView.Unbilled of(UnbilledReport report) {
        List<String> notes = new ArrayList<>();
        report.troubles().forEach(trouble -> notes.add(trouble.message() + " " + trouble.remedy()));
        notes.addAll(report.notes());
        report.notMarked()
                .forEach(each -> notes.add("To be marked as invoiced in Harvest: " + each.client() + ", "
                        + sum(each.sum(), each.currency()) + "."));
        return new TrialView.Unbilled(
                format.date(report.from()) + " to " + format.date(report.to()),
                ages(report),
                report.rows().stream()
                        .map(row -> new TrialView.Unbilt(
                                row.client(),
                                row.message(),
                                format.amount(row.hours(), null),
                                format.money(row.worth(), row.currency()),
                                format.date(row.oldest()) + ", " + format.count(row.days(), "day"),
                                row.reason().equals("no-agreement")
                                        ? DealPage.PATH + "?client=" + AddressEnd.encoded(row.client())
                                        : ""))
                        .toList(),
                report.ties().stream().map(this::tie).toList(),
                notes);
    }

    private List<TrialView.Aged> ages(UnbilledReport report) {
        Map<String, List<UnbilledReport.Aged>> byCurrency = new TreeMap<>();
        report.ages()
                .forEach(aged -> byCurrency
                        .computeIfAbsent(aged.currency(), first -> new ArrayList<>())
                        .add(aged));
        return byCurrency.entrySet().stream()
                .map(each -> aged(each.getKey(), each.getValue()))
                .toList();
    }

    private TrialView.Aged aged(String currency, List<UnbilledReport.Aged> ages) {
        BigDecimal total = ages.stream().map(each -> each.sum().worth()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal most = ages.stream().map(each -> each.sum().worth()).reduce(BigDecimal.ONE, BigDecimal::max);
        return new TrialView.Aged(
                format.money(total, currency),
                ages.stream()
                        .map(each -> new TrialView.Bar(
                                span(each),
                                sum(each.sum(), currency),
                                each.sum()
                                        .worth()
                                        .max(BigDecimal.ZERO)
                                        .multiply(HUNDRED)
                                        .divide(most, 0, RoundingMode.HALF_UP)
                                        .intValue()))
                        .toList());
    }

    private String span(UnbilledReport.Aged aged) {
        return aged.toDay() == null
                ? "over " + format.count(aged.fromDay() - 1L, "day")
                : format.number(aged.fromDay()) + " to " + format.count(aged.toDay(), "day");
    }

    private String tie(UnbilledReport.Tie tie) {
        boolean agrees = tie.difference().hours().signum() == 0
                && tie.difference().worth().signum() == 0;
        return "Uninvoiced in Harvest, without fixed fees: " + sum(tie.uninvoiced(), tie.currency()) + " = "
                + sum(tie.nowhere(), tie.currency()) + " billed nowhere + "
                + sum(tie.here(), tie.currency()) + " billed or settled here"
                + (agrees ? "." : " + " + sum(tie.difference(), tie.currency()) + " difference.");
    }

    private String sum(Sum sum, String currency) {
        return format.amount(sum.hours(), null) + " h, " + format.money(sum.worth(), currency);
    }
}
