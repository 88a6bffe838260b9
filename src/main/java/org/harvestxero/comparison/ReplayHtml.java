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

    private final StringBuilder page = new StringBuilder();
    private final String title;
    private final ZoneId zone;

    private ReplayHtml(String title, ZoneId zone) {
        this.title = title;
        this.zone = zone;
    }

    /** @param title plain text, such as {@code Replay of 3 periods} */
    public static String of(String title, ReplayReport report, ZoneId zone) {
        return new ReplayHtml(title, zone).write(report);
    }

    private String write(ReplayReport report) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(HtmlText.escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        tag("h1", title);
        tag(
                "p",
                "What the agreements would have billed, beside what was invoiced in Harvest. Amounts before tax, read "
                        + MINUTE.format(report.madeAt().atZone(zone)) + ". Nothing was written anywhere.");
        totals(report);
        report.byClient().forEach(this::client);
        if (!report.left().isEmpty()) {
            tag("h2", "Not compared");
            page.append("<ul>\n");
            report.left().forEach(left -> tag("li", left.client() + ": " + left.why()));
            page.append("</ul>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void totals(ReplayReport report) {
        heads("Currency", ">By agreement", ">Invoiced", ">Difference", ">Periods that agree", ">Periods that differ");
        report.totals().forEach((currency, total) -> {
            page.append("<tr>");
            cell("", currency);
            cell("n", amount(total.ours()));
            cell("n", amount(total.theirs()));
            cell("n", signed(total.ours().minus(total.theirs())));
            cell("n", Integer.toString(total.agreeing()));
            cell("n", Integer.toString(total.differing()));
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    private void client(String name, List<Comparison> periods) {
        tag("h2", name);
        periods.forEach(this::period);
    }

    private void period(Comparison found) {
        String invoices = found.invoices().isEmpty() ? "no invoice" : String.join(", ", found.invoices());
        page.append("<h3>")
                .append(HtmlText.escaped(found.period() + " · " + invoices + " · "))
                .append(found.agrees() ? "<span class=\"agrees\">agrees" : "<span class=\"differs\">differs")
                .append("</span></h3>\n");
        found.notes()
                .forEach(note -> page.append("<p class=\"note\">")
                        .append(HtmlText.escaped(note))
                        .append("</p>\n"));
        heads("Project", "By agreement", "Invoiced", ">By agreement", ">Invoiced", ">Difference", "Probable reason");
        found.rows().forEach(this::row);
        page.append("<tr>");
        cell("", "Total");
        cell("", "");
        cell("", "");
        cell("n", amount(found.ours()));
        cell("n", amount(found.theirs()));
        cell("n", signed(found.difference()));
        cell("", found.ours().currency().getCurrencyCode());
        page.append("</tr>\n</table>\n");
    }

    private void row(Comparison.Row row) {
        page.append(row.agrees() || row.explained() ? "<tr>" : "<tr class=\"open\">");
        cell("", row.project());
        lines(row.ours());
        lines(row.theirs());
        cell("n", amount(row.oursAmount()));
        cell("n", amount(row.theirsAmount()));
        cell("n", row.agrees() ? "" : signed(row.difference()));
        cell("", row.agrees() || row.explained() ? row.reason() : "Not fully explained: " + row.reason());
        page.append("</tr>\n");
    }

    private void lines(List<String> texts) {
        page.append("<td>")
                .append(String.join(
                        "<br>", texts.stream().map(HtmlText::escaped).toList()))
                .append("</td>");
    }

    private void heads(String... names) {
        page.append("<table>\n<tr>");
        for (String name : names) {
            page.append(name.startsWith(">") ? "<th class=\"n\">" : "<th>")
                    .append(HtmlText.escaped(name.startsWith(">") ? name.substring(1) : name))
                    .append("</th>");
        }
        page.append("</tr>\n");
    }

    private void cell(String style, String text) {
        page.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">")
                .append(HtmlText.escaped(text))
                .append("</td>");
    }

    private void tag(String name, String text) {
        page.append('<')
                .append(name)
                .append('>')
                .append(HtmlText.escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String signed(Money money) {
        return (money.isPositive() ? "+" : "") + amount(money);
    }

    private static String amount(Money money) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(money.amount());
    }
}
