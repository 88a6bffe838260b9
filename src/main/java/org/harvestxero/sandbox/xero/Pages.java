package org.harvestxero.sandbox.xero;

import com.lowagie.text.DocumentException;
import com.lowagie.text.Paragraph;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person sees when following a link into Xero: the list of documents, and one document as Xero holds it. */
final class Pages {
    private static final int MOST_ROWS = 500;
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;color:#1d2733;max-width:62em;margin:2em auto;padding:0 1em}
            h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.1em;margin-top:2em}a{color:#0b63a8}
            table{border-collapse:collapse;width:100%}th,td{padding:.4em .6em;border-bottom:1px solid #dde3ea;
            text-align:left;vertical-align:top}th{font-weight:600;background:#f4f7fa}.n{text-align:right;
            font-variant-numeric:tabular-nums;white-space:nowrap}.note{color:#5b6b7b}.t td{font-weight:600}
            .s{display:inline-block;padding:0 .6em;border-radius:1em;background:#e6eef6;font-size:.85em}
            """;

    private final List<Tenant> tenants;

    Pages(List<Tenant> tenants) {
        this.tenants = tenants;
    }

    boolean answers(Call call) {
        String path = call.path().toLowerCase(Locale.ROOT);
        return path.equals("/")
                || path.equals("/organisationlogin/default.aspx")
                || path.equals("/accountsreceivable/view.aspx")
                || path.equals("/accountspayable/view.aspx")
                || path.startsWith("/contacts/view/");
    }

    Answer handle(Call call) {
        String path = call.path().toLowerCase(Locale.ROOT);
        if (path.equals("/")) {
            return index();
        }
        if (path.startsWith("/organisationlogin/")) {
            return enter(call);
        }
        if (path.startsWith("/contacts/view/")) {
            List<String> segments = call.segments();
            return contact(segments.get(segments.size() - 1));
        }
        return invoice(call.parameter("InvoiceID"));
    }

    /** Leads on to the page of a deep link, which must lie within the sandbox. */
    private Answer enter(Call call) {
        String target = call.parameter("redirecturl");
        boolean ours = target != null && target.startsWith("/") && !target.startsWith("//") && Identity.plain(target);
        return Answer.redirect(ours && target != null ? target : "/");
    }

    private Answer index() {
        StringBuilder body = new StringBuilder();
        for (Tenant tenant : tenants) {
            Books books = tenant.books();
            body.append("<h1>").append(escape(books.organisation.name)).append("</h1>");
            body.append("<p class=note>A sandbox that stands in for Xero. Nothing here is real.</p>");
            List<Document> invoices = newestFirst(books.invoices);
            body.append("<h2>Invoices and bills (").append(invoices.size()).append(")</h2>");
            documents(body, books, invoices);
            List<Document> notes = newestFirst(books.creditNotes);
            if (!notes.isEmpty()) {
                body.append("<h2>Credit notes (").append(notes.size()).append(")</h2>");
                documents(body, books, notes);
            }
            body.append("<h2>Contacts (").append(books.contacts.size()).append(")</h2><p>");
            books.contacts.all().stream()
                    .sorted(Comparator.comparing(contact -> Where.fold(contact.name)))
                    .limit(MOST_ROWS)
                    .forEach(contact -> body.append(contactLink(contact)).append("<br>"));
            body.append("</p>");
        }
        return page("Xero sandbox", body);
    }

    private static List<Document> newestFirst(Shelf<Document> shelf) {
        List<Document> documents = new ArrayList<>(shelf.all());
        documents.sort(Comparator.comparing((Document document) -> document.date)
                .thenComparing(document -> String.valueOf(document.number))
                .reversed());
        return documents;
    }

    private static void documents(StringBuilder body, Books books, List<Document> documents) {
        body.append("<table><tr><th>Number<th>Contact<th>Date<th>Status<th class=n>Total<th class=n>Open</tr>");
        for (Document document : documents.subList(0, Math.min(MOST_ROWS, documents.size()))) {
            body.append("<tr><td><a href=\"")
                    .append(link(document))
                    .append("\">")
                    .append(escape(title(document)))
                    .append("</a><td>")
                    .append(contactName(books, document))
                    .append("<td>")
                    .append(document.date)
                    .append("<td>")
                    .append(status(document))
                    .append("<td class=n>")
                    .append(money(document.total, document.currency))
                    .append("<td class=n>")
                    .append(money(document.open(), document.currency))
                    .append("</tr>");
        }
        body.append("</table>");
        if (documents.size() > MOST_ROWS) {
            body.append("<p class=note>The newest ").append(MOST_ROWS).append(" are shown.</p>");
        }
    }

    private static String link(Document document) {
        return (document.type.sales() ? "/AccountsReceivable" : "/AccountsPayable") + "/View.aspx?InvoiceID="
                + document.id;
    }

    private Answer invoice(@Nullable String idText) {
        UUID id = idText == null ? null : Fields.idOrNull(idText);
        for (Tenant tenant : tenants) {
            Books books = tenant.books();
            Document document = id == null ? null : books.invoices.get(id);
            document = document == null && id != null ? books.creditNotes.get(id) : document;
            if (document != null) {
                return page(title(document), invoice(books, document));
            }
        }
        return missing();
    }

    private static StringBuilder invoice(Books books, Document document) {
        StringBuilder body = new StringBuilder("<p><a href=\"/\">")
                .append(escape(books.organisation.name))
                .append("</a></p><h1>")
                .append(escape(kind(document)))
                .append(' ')
                .append(escape(title(document)))
                .append(' ')
                .append(status(document))
                .append("</h1><table>");
        row(body, "To", contactName(books, document));
        row(body, "Date", document.date.toString());
        row(body, "Due", document.dueDate == null ? "" : document.dueDate.toString());
        row(body, "Reference", escape(document.reference));
        row(body, "Amounts", escape(document.lineAmountTypes.wireName()) + " of tax, in " + escape(document.currency));
        if (document.url != null) {
            String href = document.url.matches("(?i)https?://.*") ? document.url : "#";
            row(body, "Source", "<a href=\"" + escape(href) + "\">" + escape(document.url) + "</a>");
        }
        body.append("</table><h2>Lines</h2>");
        lines(body, document);
        payments(body, books, document);
        return body;
    }

    private static void lines(StringBuilder body, Document document) {
        body.append("<table><tr><th>Description<th class=n>Quantity<th class=n>Unit<th class=n>Discount<th>Account"
                + "<th>Tax<th>Tracking<th class=n>Tax amount<th class=n>Amount</tr>");
        for (Line line : document.lines) {
            body.append("<tr><td>").append(escape(line.description()).replace("\n", "<br>"));
            cell(body, plain(line.quantity()));
            cell(body, plain(line.unitAmount()));
            cell(body, line.discountRate() != null ? plain(line.discountRate()) + " %" : plain(line.discountAmount()));
            body.append("<td>")
                    .append(escape(line.accountCode()))
                    .append("<td>")
                    .append(escape(line.taxType()));
            body.append("<td>");
            for (Line.Tracked tracked : line.tracking()) {
                body.append(escape(tracked.category() + ": " + tracked.option()))
                        .append("<br>");
            }
            cell(body, line.taxAmount().toPlainString());
            cell(body, line.lineAmount().toPlainString());
            body.append("</tr>");
        }
        sum(body, "Subtotal", document.subTotal);
        sum(body, "Tax", document.totalTax);
        sum(body, "Total " + document.currency, document.total);
        body.append("</table>");
    }

    private static void payments(StringBuilder body, Books books, Document document) {
        body.append("<h2>Payments and credits</h2><table>");
        for (UUID id : document.payments) {
            Payment payment = books.payments.get(id);
            if (payment != null) {
                Account account = payment.accountId() == null ? null : books.organisation.account(payment.accountId());
                body.append("<tr><td>").append(payment.date()).append("<td>");
                body.append(account == null ? "" : escape(account.name())).append("<td>");
                body.append(escape(payment.reference()));
                cell(body, payment.amount().toPlainString());
                body.append("</tr>");
            }
        }
        for (Allocation allocation : document.allocations) {
            UUID other = document.type.credit() ? allocation.invoiceId() : allocation.creditId();
            body.append("<tr><td>").append(allocation.date()).append("<td>Credit<td><a href=\"");
            body.append("/AccountsReceivable/View.aspx?InvoiceID=")
                    .append(other)
                    .append("\">document</a>");
            cell(body, allocation.amount().toPlainString());
            body.append("</tr>");
        }
        body.append("<tr class=t><td colspan=3>").append(document.type.credit() ? "Remaining credit" : "Amount due");
        cell(body, money(document.open(), document.currency));
        body.append("</tr></table>");
    }

    private Answer contact(String idText) {
        UUID id = Fields.idOrNull(idText);
        for (Tenant tenant : tenants) {
            Books books = tenant.books();
            Contact contact = id == null ? null : books.contacts.get(id);
            if (contact != null) {
                StringBuilder body = new StringBuilder("<p><a href=\"/\">")
                        .append(escape(books.organisation.name))
                        .append("</a></p><h1>")
                        .append(escape(contact.name))
                        .append("</h1><table>");
                row(body, "Status", contact.status.name());
                row(body, "Contact code", escape(contact.contactNumber));
                row(body, "E-mail", escape(contact.text("EmailAddress")));
                body.append("</table><h2>Invoices</h2>");
                List<Document> invoices = newestFirst(books.invoices).stream()
                        .filter(invoice -> contact.id.equals(invoice.contactId))
                        .toList();
                documents(body, books, invoices);
                return page(contact.name, body);
            }
        }
        return missing();
    }

    private static String contactName(Books books, Document document) {
        Contact contact = document.contactId == null ? null : books.contacts.get(document.contactId);
        return contact == null ? "" : contactLink(contact);
    }

    private static String contactLink(Contact contact) {
        return "<a href=\"/Contacts/View/" + contact.id + "\">" + escape(contact.name) + "</a>";
    }

    private static String kind(Document document) {
        return switch (document.type) {
            case ACCREC -> "Invoice";
            case ACCPAY -> "Bill";
            case ACCRECCREDIT, ACCPAYCREDIT -> "Credit note";
            case AROVERPAYMENT, ARPREPAYMENT -> document.type.noun();
        };
    }

    private static String title(Document document) {
        return document.number == null ? "(no number)" : document.number;
    }

    private static String status(Document document) {
        return "<span class=s>" + document.status.name() + "</span>";
    }

    private static void row(StringBuilder body, String name, String html) {
        body.append("<tr><th>").append(name).append("<td>").append(html).append("</tr>");
    }

    private static void cell(StringBuilder body, String text) {
        body.append("<td class=n>").append(escape(text));
    }

    private static void sum(StringBuilder body, String name, BigDecimal amount) {
        body.append("<tr class=t><td colspan=8 class=n>").append(escape(name));
        cell(body, amount.toPlainString());
        body.append("</tr>");
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    private static String money(BigDecimal amount, String currency) {
        return String.format(Locale.ROOT, "%,.2f %s", amount, currency);
    }

    private static Answer missing() {
        return Answer.text(
                404, "<h1>Not found</h1><p>Xero holds no such document. <a href=\"/\">All documents</a></p>");
    }

    private static Answer page(String title, StringBuilder body) {
        return Answer.text(
                200,
                "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">"
                        + "<title>" + escape(title) + "</title><style>" + STYLE + "</style><body>" + body
                        + "</body></html>");
    }

    static String escape(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The printed form of an invoice: number, contact, lines and total. */
    static byte[] pdf(Books books, Document invoice) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        com.lowagie.text.Document paper = new com.lowagie.text.Document();
        try {
            PdfWriter.getInstance(paper, bytes);
            paper.open();
            Contact contact = invoice.contactId == null ? null : books.contacts.get(invoice.contactId);
            paper.add(new Paragraph(kind(invoice) + " " + title(invoice)));
            paper.add(new Paragraph(contact == null ? "" : contact.name));
            for (Line line : invoice.lines) {
                paper.add(new Paragraph(
                        line.description() + "  " + line.lineAmount().toPlainString()));
            }
            paper.add(new Paragraph("Total " + money(invoice.total, invoice.currency)));
            paper.close();
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
