package org.harvestxero.console.page.deals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.console.page.ReaderFormat;

/** What came of a dry run, in words. */
final class DryRunView {
    private DryRunView() {}

    /** @param path of a bill, to which its number is added */
    static TrialView.Bills of(BillReport report, String path, ReaderFormat format) {
        AtomicInteger number = new AtomicInteger();
        List<String> notes = new ArrayList<>();
        report.troubles().forEach(trouble -> notes.add(trouble.message() + " " + trouble.remedy()));
        notes.addAll(report.notes());
        return new TrialView.Bills(
                report.bills().stream()
                        .map(bill -> new TrialView.Bill(
                                bill.client(),
                                bill.period(),
                                format.money(bill.total(), bill.currency()),
                                words(bill, format),
                                left(bill, format),
                                path + number.incrementAndGet()))
                        .toList(),
                sums(report, format),
                report.refused().stream()
                        .map(each -> new TrialView.Refused(each.what(), each.why(), each.remedy()))
                        .toList(),
                notes);
    }

    private static List<String> sums(BillReport report, ReaderFormat format) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        report.bills().forEach(bill -> sums.merge(bill.currency(), bill.total(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> format.money(sum.getValue(), sum.getKey()))
                .toList();
    }

    static String words(Bill bill, ReaderFormat format) {
        String drafts = bill.drafts().isEmpty()
                ? "nothing to bill"
                : bill.drafts().size() == 1
                        ? draft(bill.drafts().get(0))
                        : format.count(bill.drafts().size(), "draft");
        return switch (bill.outcome()) {
            case COMPARED ->
                bill.differences().isEmpty()
                        ? "billed before, would come out the same"
                        : "billed before, " + format.count(bill.differences().size(), "difference");
            case SHADOWED -> "shadow, " + drafts;
            case BILLED, TRIED -> drafts;
        };
    }

    static String draft(BillReport.Draft draft) {
        return switch (draft.state()) {
            case "review" -> "would wait for review";
            case "approved" -> "would go out";
            default -> draft.state();
        };
    }

    private static String left(Bill bill, ReaderFormat format) {
        int left = bill.notBilled().size();
        return left == 0 ? "" : format.number(left) + (left == 1 ? " entry" : " entries");
    }
}
