package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.sandbox.harvest.Expense.Receipt;
import org.jspecify.annotations.Nullable;

/** Plain pages for people: the list of invoices, one invoice, a receipt. */
final class WebPages {
    private static final int LONGEST_LIST = 500;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%s</title><style>
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
            table{border-collapse:collapse;width:100%%}th,td{padding:.3rem .6rem;border-bottom:1px solid #ddd;text-align:left}
            th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}a{color:#b84a00}h1{font-size:1.4rem}
            .muted{color:#666}
            </style></head><body>
            """;

    private final HarvestAccount account;
    private final Tokens tokens;

    WebPages(HarvestAccount account, Tokens tokens) {
        this.account = account;
        this.tokens = tokens;
    }

    Reply show(IncomingRequest request) {
        String path = request.path();
        String[] parts = path.split("/", -1);
        if (!request.method().equals("GET")) {
            throw HarvestProblem.noSuchPage();
        }
        if (path.equals("/")) {
            return Reply.html(200, index());
        }
        if (parts.length == 3 && parts[1].equals("invoices")) {
            return invoice(account.invoices.find(number(parts[2])));
        }
        if (parts.length == 4 && path.startsWith("/client/invoices/")) {
            return invoice(account.invoices.all().stream()
                    .filter(each -> each.clientKey.equals(parts[3]))
                    .findFirst()
                    .orElse(null));
        }
        if (parts.length == 4 && parts[1].equals("expenses") && parts[3].equals("receipt")) {
            return receipt(request, account.expenses.find(number(parts[2])));
        }
        if (path.equals("/sign_in")) {
            return Reply.html(200, page("Sign in", "<h1>Sign in to Harvest</h1>"));
        }
        throw HarvestProblem.noSuchPage();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw HarvestProblem.noSuchPage();
        }
    }

    private String index() {
        List<Invoice> all = account.invoices.listed();
        StringBuilder rows = new StringBuilder();
        for (Invoice invoice : all.subList(0, Math.min(all.size(), LONGEST_LIST))) {
            rows.append("<tr><td><a href=\"/invoices/%d\">%s</a></td><td>%s</td><td>%s</td><td>%s</td>"
                    .formatted(
                            invoice.id(),
                            escaped(invoice.number),
                            escaped(invoice.client.name),
                            invoice.issueDate,
                            state(invoice)));
            rows.append(money(invoice, invoice.amount())).append(money(invoice, invoice.dueAmount()));
            rows.append("</tr>\n");
        }
        String rest =
                all.size() > LONGEST_LIST ? "<p class=\"muted\">and " + (all.size() - LONGEST_LIST) + " more</p>" : "";
        return page(
                account.company.name(),
                "<h1>" + escaped(account.company.name()) + " <span class=\"muted\">in the sandbox Harvest</span></h1>"
                        + "<table><thead><tr><th>Number</th><th>Client</th><th>Issued</th><th>State</th>"
                        + "<th class=\"n\">Amount</th><th class=\"n\">Due</th></tr></thead><tbody>\n" + rows
                        + "</tbody></table>" + rest);
    }

    private static String state(Invoice invoice) {
        return invoice.state == InvoiceState.CLOSED
                ? "written off"
                : invoice.retainerId != null ? invoice.state.word() + ", funds a retainer" : invoice.state.word();
    }

    private Reply invoice(@Nullable Invoice invoice) {
        if (invoice == null) {
            throw HarvestProblem.noSuchPage();
        }
        StringBuilder rows = new StringBuilder();
        for (LineItem line : invoice.lines()) {
            rows.append("<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                    .formatted(
                            escaped(line.kind),
                            escaped(line.description),
                            line.quantity.toPlainString(),
                            line.unitPrice.toPlainString()));
            rows.append(money(invoice, line.amount())).append("</tr>\n");
        }
        sum(
                rows,
                invoice,
                "Discount",
                invoice.discount,
                invoice.totals().discount().negate());
        sum(rows, invoice, "Tax", invoice.tax, invoice.totals().tax());
        sum(rows, invoice, "Second tax", invoice.tax2, invoice.totals().tax2());
        rows.append("<tr><th colspan=\"4\">Amount</th>")
                .append(money(invoice, invoice.amount()))
                .append("</tr>\n");
        for (Payment payment : invoice.payments) {
            String gateway = payment.gatewayName == null ? "" : " by " + escaped(payment.gatewayName);
            rows.append("<tr><td colspan=\"4\">Payment of %s%s</td>".formatted(payment.paidDate, gateway))
                    .append(money(invoice, payment.amount.negate()))
                    .append("</tr>\n");
        }
        rows.append("<tr><th colspan=\"4\">Due ").append(invoice.dueDate).append("</th>");
        rows.append(money(invoice, invoice.dueAmount())).append("</tr>\n");
        String subject = invoice.subject == null ? "" : ": " + invoice.subject;
        return Reply.html(
                200,
                page(
                        "Invoice " + invoice.number,
                        "<p><a href=\"/\">All invoices</a></p><h1>Invoice " + escaped(invoice.number + subject)
                                + "</h1><p>" + escaped(invoice.client.name) + ", issued " + invoice.issueDate + ", "
                                + state(invoice) + "</p><table><thead><tr><th>Kind</th><th>Description</th>"
                                + "<th class=\"n\">Quantity</th><th class=\"n\">Price</th><th class=\"n\">Amount</th>"
                                + "</tr></thead><tbody>\n" + rows + "</tbody></table>"));
    }

    private static void sum(
            StringBuilder rows, Invoice invoice, String label, @Nullable BigDecimal rate, BigDecimal amount) {
        if (rate != null) {
            rows.append("<tr><td colspan=\"4\">%s %s %%</td>".formatted(label, rate.toPlainString()))
                    .append(money(invoice, amount))
                    .append("</tr>\n");
        }
    }

    private Reply receipt(IncomingRequest request, @Nullable Expense expense) {
        Receipt receipt = expense == null ? null : expense.receipt;
        if (receipt == null) {
            throw HarvestProblem.noSuchPage();
        }
        String header = request.header("authorization");
        boolean known = header != null
                && header.startsWith("Bearer ")
                && tokens.holder(header.substring(7).trim(), account.now()) != null;
        return known && account.is(HarvestSwitch.RECEIPTS_WITH_TOKEN)
                ? Reply.empty(200).withBody(receipt.contentType(), receipt.content())
                : Reply.redirect(account.webUrl() + "/sign_in");
    }

    private static String money(Invoice invoice, BigDecimal amount) {
        return "<td class=\"n\">" + escaped(invoice.currency) + " "
                + amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString() + "</td>";
    }

    private static String page(String title, String body) {
        return HEAD.formatted(escaped(title)) + body + "</body></html>\n";
    }

    private static String escaped(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }
}
