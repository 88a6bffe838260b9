package org.harvestxero.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.BillReport;
import org.harvestxero.billing.Counted;

/** What billing prints for people. */
final class BillTexts {
    private BillTexts() {}

    static String report(BillReport report) {
        StringBuilder text = new StringBuilder();
        report.bills().forEach(bill -> PeriodBillText.append(text, bill));
        if (!report.refused().isEmpty()) {
            Table table = new Table("NOT BILLED", "WHAT IS WRONG AND WHAT TO DO");
            report.refused().forEach(each -> table.row(each.what(), each.why() + " → " + each.remedy()));
            text.append(table).append('\n');
        }
        report.notes().forEach(note -> text.append(note).append('\n'));
        text.append(summary(report)).append('\n');
        return text.toString();
    }

    private static String summary(BillReport report) {
        long drafts =
                report.bills().stream().mapToLong(bill -> bill.drafts().size()).sum();
        long review = report.bills().stream()
                .flatMap(bill -> bill.drafts().stream())
                .filter(draft -> draft.state().equals("review"))
                .count();
        List<String> parts = new ArrayList<>();
        parts.add(Counted.of(report.bills().size(), "period"));
        parts.add(Counted.of(drafts, "draft"));
        if (review > 0) {
            parts.add(review + " for review");
        }
        if (!report.refused().isEmpty()) {
            parts.add(report.refused().size() + " not billed");
        }
        totals(report)
                .forEach((currency, total) ->
                        parts.add(TextOutput.amount(total, currency) + " " + currency + " before tax"));
        BigDecimal seconds = BigDecimal.valueOf(report.took().toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return String.join(", ", parts) + "; " + Counted.of(report.calls().harvest(), "call") + " to Harvest, "
                + report.calls().xero() + " to Xero; " + seconds + " s";
    }

    private static Map<String, BigDecimal> totals(BillReport report) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        report.bills().forEach(bill -> totals.merge(bill.currency(), bill.total(), BigDecimal::add));
        return totals;
    }
}
