package org.harvestxero.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Counted;
import org.harvestxero.mapping.SkipReason;

/**
 * What people read of a cycle: what was copied, skipped, failed and waits, and the sums.
 */
final class CycleText {
    private CycleText() {}

    /** Writes the report as it reads the documents. */
    static void report(CycleReport report, Consumer<String> out) {
        section("Copied", copied(), report.copied(), CycleText::row, out);
        section("Would be copied (nothing was sent)", copied(), report.planned(), CycleText::row, out);
        section(
                "Would be done in Harvest (nothing was sent)",
                new Table("KIND", "HARVEST", "IN HARVEST", "PAID", ">TOTAL", ""),
                report.toHarvest(),
                CycleText::row,
                out);
        section(
                "Skipped",
                new Table("KIND", "HARVEST", "NOT COPIED ON PURPOSE, BECAUSE"),
                report.skipped(),
                skipped -> Table.Row.of(
                        skipped.kind().text(),
                        TextOutput.named(skipped.number(), skipped.sourceId()),
                        inWords(skipped.reason())),
                out);
        section("Failed", failures(), report.failed(), CycleText::row, out);
        section(
                "Waiting",
                new Table("KIND", "HARVEST", ">AMOUNT", "WAITS FOR"),
                report.waiting(),
                waiting -> Table.Row.of(
                        waiting.kind().text(),
                        TextOutput.named(waiting.number(), waiting.sourceId()),
                        waiting.total() == null
                                ? ""
                                : TextOutput.amount(waiting.total(), waiting.currency())
                                        + (waiting.currency() == null ? "" : " " + waiting.currency()),
                        waiting.reason()),
                out);
        section(
                "Why",
                new Table("HARVEST", ">LINE", "WHAT", "VALUE", "BECAUSE"),
                report.explanations(),
                each -> Table.Row.of(
                        TextOutput.named(each.number(), each.sourceId()),
                        each.line() == 0 ? "" : Integer.toString(each.line()),
                        each.what(),
                        each.value(),
                        each.rule()),
                out);
        out.accept(summary(report) + "\n");
    }

    /** Only what a cycle copied, and its sums. */
    static void brief(CycleReport report, Consumer<String> out) {
        section("Sent to Xero", copied(), report.copied(), CycleText::row, out);
        out.accept(summary(report) + "\n");
    }

    private static <T> void section(
            String title, Table table, Pages<T> rows, Function<T, Table.Row> row, Consumer<String> out) {
        if (!rows.isEmpty()) {
            out.accept(title + "\n");
            table.print(rows, row, out);
            out.accept("\n");
        }
    }

    private static String summary(CycleReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(report.copied().size() + " copied");
        if (!report.planned().isEmpty()) {
            parts.add(report.planned().size() + " would be copied");
        }
        if (!report.toHarvest().isEmpty()) {
            parts.add(report.toHarvest().size() + " would be done in Harvest");
        }
        parts.add(report.skipped().size() + " skipped");
        parts.add(report.failed().size() + " failed");
        parts.add(report.waiting().size() + " waiting");
        BigDecimal seconds = BigDecimal.valueOf(report.took().toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return String.join(", ", parts) + "; " + Counted.of(report.calls().harvest(), "call") + " to Harvest, "
                + report.calls().xero() + " to Xero; "
                + (report.duplicatesPrevented() == 0 ? "" : report.duplicatesPrevented() + " duplicates prevented; ")
                + seconds + " s";
    }

    static Table copied() {
        return new Table("KIND", "HARVEST", "XERO", "ACTION", "STATUS IN XERO", ">TOTAL", "");
    }

    static Table.Row row(CycleReport.Copied copied) {
        return Table.Row.of(
                        copied.kind().text(),
                        TextOutput.named(copied.sourceNumber(), copied.sourceId()),
                        copied.number() == null ? "" : copied.number(),
                        copied.action().name().toLowerCase(Locale.ROOT),
                        copied.status(),
                        TextOutput.amount(copied.total(), copied.currency()),
                        copied.currency())
                .with(copied.link());
    }

    private static Table.Row row(CycleReport.ToHarvest each) {
        return Table.Row.of(
                each.kind().text(),
                TextOutput.named(each.number(), each.sourceId()),
                switch (each.deed()) {
                    case SENT -> "marked as sent";
                    case RECORDED -> "recorded";
                    case REMOVED -> "removed";
                    case DRAFTED -> "set back to draft";
                    case DELETED -> "deleted";
                    case MADE -> "made";
                    case CHANGED -> "changed: " + each.fields();
                },
                each.date() == null ? "" : each.date().toString(),
                each.total() == null ? "" : TextOutput.amount(each.total(), each.currency()),
                each.currency());
    }

    private static Table failures() {
        return new Table(">ID", "KIND", "HARVEST", ">CAUSE", "TRIES", "STATE", "WHAT IS WRONG AND WHAT TO DO");
    }

    static Table.Row row(FailedCopy copy) {
        return Table.Row.of(
                copy.id() == 0 ? "" : PublicIds.failedCopy(copy.id()),
                copy.kind().text(),
                TextOutput.named(copy.number(), copy.sourceId()),
                copy.causeId() == 0 ? "" : Long.toString(copy.causeId()),
                copy.attempts() == 0 ? "" : Integer.toString(copy.attempts()),
                copy.state().text(),
                copy.message() + " → " + copy.remedy());
    }

    /** The sentence behind the name that tools see. */
    static String inWords(String reason) {
        return Arrays.stream(SkipReason.values())
                .filter(known -> known.key().equals(reason))
                .map(SkipReason::sentence)
                .findFirst()
                .orElse(reason);
    }
}
