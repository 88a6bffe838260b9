package org.harvestxero.comparison;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Money;

/** A report as one page of HTML that needs nothing else: to open, print or send. */
public final class ReplayHtml {
    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1c2733 }
            h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin: 2.2rem 0 .3rem } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
            table { border-collapse: collapse; width: 100%; margin: .4rem 0 }
            th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d9e0e6 }
            th { font-weight: 600; background: #f3f6f8 } .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
            .agrees { color: #1d7a3e } .differs { color: #b3261e } .open { background: #fff7e6 } .note { color: #5a6875 }
            @media print { body { margin: 0 } h2 { break-after: avoid } tr { break-inside: avoid } }
            """;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final HtmlPage page;
    private final ZoneId zone;

    private ReplayHtml(HtmlPage page, ZoneId zone) {
        this.page = page;
        this.zone = zone;
    }

    /** @param title plain text, such as {@code Replay of 3 periods} */
    public static String of(String title, ReplayReport report, ZoneId zone) {
        return new ReplayHtml(new HtmlPage(title, STYLE), zone).write(title, report);
    }

    private String write(String title, ReplayReport report) {
        page.tag("h1", title);
        page.tag(
                "p",
                "What the agreements would have billed, beside what was invoiced in Harvest. Amounts before tax, read "
                        + MINUTE.format(report.madeAt().atZone(zone)) + ". Nothing was written anywhere.");
        totals(report);
        report.byClient().forEach(this::client);
        if (!report.left().isEmpty()) {
            page.tag("h2", "Not compared");
            page.raw("<ul>\n");
            report.left().forEach(left -> page.tag("li", left.client() + ": " + left.why()));
            page.raw("</ul>\n");
        }
        return page.end();
    }

    private void totals(ReplayReport report) {
        page.heads(
                "Currency", ">By agreement", ">Invoiced", ">Difference", ">Periods that agree", ">Periods that differ");
        report.totals().forEach((currency, total) -> {
            page.beginRow("");
            page.cell("", currency);
            page.cell("n", amount(total.ours()));
            page.cell("n", amount(total.theirs()));
            page.cell("n", signed(total.ours().minus(total.theirs())));
            page.cell("n", Integer.toString(total.agreeing()));
            page.cell("n", Integer.toString(total.differing()));
            page.endRow();
        });
        page.endTable();
    }

    private void client(String name, List<Comparison> periods) {
        page.tag("h2", name);
        periods.forEach(this::period);
    }

    private void period(Comparison found) {
        String invoices = found.invoices().isEmpty() ? "no invoice" : String.join(", ", found.invoices());
        page.raw("<h3>" + HtmlText.escaped(found.period() + " · " + invoices + " · ")
                + (found.agrees() ? "<span class=\"agrees\">agrees" : "<span class=\"differs\">differs")
                + "</span></h3>\n");
        found.notes().forEach(note -> page.tag("p", "note", note));
        page.heads(
                "Project", "By agreement", "Invoiced", ">By agreement", ">Invoiced", ">Difference", "Probable reason");
        found.rows().forEach(this::row);
        page.beginRow("");
        page.cell("", "Total");
        page.cell("", "");
        page.cell("", "");
        page.cell("n", amount(found.ours()));
        page.cell("n", amount(found.theirs()));
        page.cell("n", signed(found.difference()));
        page.cell("", found.ours().currency().getCurrencyCode());
        page.endRow();
        page.endTable();
    }

    private void row(Comparison.Row row) {
        page.beginRow(row.agrees() || row.explained() ? "" : "open");
        page.cell("", row.project());
        lines(row.ours());
        lines(row.theirs());
        page.cell("n", amount(row.oursAmount()));
        page.cell("n", amount(row.theirsAmount()));
        page.cell("n", row.agrees() ? "" : signed(row.difference()));
        page.cell("", row.agrees() || row.explained() ? row.reason() : "Not fully explained: " + row.reason());
        page.endRow();
    }

    private void lines(List<String> texts) {
        page.raw("<td>"
                + String.join("<br>", texts.stream().map(HtmlText::escaped).toList()) + "</td>");
    }

    private static String signed(Money money) {
        return (money.isPositive() ? "+" : "") + amount(money);
    }

    private static String amount(Money money) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(money.amount());
    }
}
