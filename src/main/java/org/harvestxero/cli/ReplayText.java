package org.harvestxero.cli;

import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;

/** What a comparison with past invoices prints for people. */
final class ReplayText {
    private ReplayText() {}

    static String of(ReplayReport report) {
        StringBuilder text = new StringBuilder();
        for (Comparison found : report.comparisons()) {
            text.append(found.client().name())
                    .append(", ")
                    .append(found.period())
                    .append(found.agrees() ? ": agrees, " + found.ours() : ": differs by " + signed(found.difference()))
                    .append(found.invoices().isEmpty() ? "" : " (" + String.join(", ", found.invoices()) + ")")
                    .append('\n');
            found.notes().forEach(note -> text.append("  ").append(note).append('\n'));
            List<Comparison.Row> differing =
                    found.rows().stream().filter(row -> !row.agrees()).toList();
            if (!differing.isEmpty()) {
                text.append(rows(differing)).append('\n');
            }
        }
        if (!report.left().isEmpty()) {
            Table table = new Table("CLIENT", "NOT COMPARED, BECAUSE");
            report.left().forEach(left -> table.row(left.client(), left.why()));
            text.append(table).append('\n');
        }
        Table totals = new Table("", ">BY AGREEMENT", ">INVOICED", ">DIFFERENCE", ">AGREE", ">DIFFER");
        report.totals()
                .forEach((currency, total) -> totals.row(
                        currency,
                        TextOutput.amount(total.ours()),
                        TextOutput.amount(total.theirs()),
                        TextOutput.amount(total.ours().minus(total.theirs())),
                        Integer.toString(total.agreeing()),
                        Integer.toString(total.differing())));
        return text.append(totals)
                .append("\nBefore tax. Nothing was written anywhere.\n")
                .toString();
    }

    private static Table rows(List<Comparison.Row> rows) {
        Table table = new Table("  PROJECT", ">BY AGREEMENT", ">INVOICED", ">DIFFERENCE", "PROBABLE REASON");
        rows.forEach(row -> table.row(
                "  " + (row.project().isEmpty() ? "–" : row.project()),
                row.ours().isEmpty() ? "–" : TextOutput.amount(row.oursAmount()),
                row.theirs().isEmpty() ? "–" : TextOutput.amount(row.theirsAmount()),
                TextOutput.amount(row.difference()),
                row.explained() ? row.reason() : "not fully explained: " + row.reason()));
        return table;
    }

    private static String signed(Money money) {
        return (money.isPositive() ? "+" : "") + money;
    }
}
