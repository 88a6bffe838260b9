package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report of what one contact owes. Xero's description shows its rows; that it lists only invoices with something left to pay on
 * its date, and reckons by payments and credits up to that date, is what its title ("Showing payments to …") says.
 */
final class ReportEndpoints {
    private static final String SCOPE = "accounting.reports.aged";
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Books books;
    private final Envelope envelope;

    ReportEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        router.add("GET", "/Reports/AgedReceivablesByContact", SCOPE, (call, values) -> aged(call));
    }

    private Answer aged(Call call) {
        UUID id = Fields.idOrNull(Objects.requireNonNullElse(call.parameter("contactId"), ""));
        Contact contact = id == null ? null : books.contacts.get(id);
        if (contact == null) {
            throw Refusal.notFound();
        }
        LocalDate today =
                Instant.ofEpochMilli(books.now()).atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate date = day(call.parameter("date"), today);
        List<Document> open = books.invoicesOf(contact.id).stream()
                .map(books.invoices::get)
                .filter(Objects::nonNull)
                .filter(invoice -> invoice.type == DocumentType.ACCREC && invoice.status.approved())
                .filter(invoice ->
                        !invoice.date.isAfter(date) && due(invoice, date).signum() != 0)
                .sorted(Comparator.comparing(invoice -> invoice.date))
                .toList();
        ObjectNode report = Json.object()
                .put("ReportID", "AgedReceivablesByContact")
                .put("ReportName", "Aged Receivables By Contact")
                .put("ReportType", "AgedReceivablesByContact");
        report.putArray("ReportTitles")
                .add("Invoices")
                .add(contact.name)
                .add("To " + TITLE.format(date))
                .add("Showing payments to " + TITLE.format(date));
        report.put("ReportDate", TITLE.format(date)).put("UpdatedDateUTC", XeroDates.bareInstant(books.now()));
        report.putArray("Fields");
        rows(report.putArray("Rows"), open, date);
        return envelope.of("Reports", List.of(report));
    }

    private static LocalDate day(@Nullable String text, LocalDate usual) {
        return text == null ? usual : LocalDate.parse(text);
    }

    private void rows(ArrayNode rows, List<Document> open, LocalDate date) {
        row(rows.addObject(), "Header", null, "Date", "Number", "Due Date", "", "Total", "Paid", "Credited", "Due");
        ObjectNode section = rows.addObject().put("RowType", "Section").put("Title", "");
        ArrayNode list = section.putArray("Rows");
        BigDecimal due = LineArithmetic.ZERO;
        for (Document invoice : open) {
            LocalDate dueDate = Objects.requireNonNullElse(invoice.dueDate, invoice.date);
            long past = ChronoUnit.DAYS.between(dueDate, date);
            row(
                    list.addObject(),
                    "Row",
                    invoice.id,
                    XeroDates.dayString(invoice.date),
                    Objects.requireNonNullElse(invoice.number, ""),
                    XeroDates.dayString(dueDate),
                    past > 0 ? past + " days overdue" : "",
                    invoice.total.toPlainString(),
                    paid(invoice, date).toPlainString(),
                    credited(invoice, date).toPlainString(),
                    due(invoice, date).toPlainString());
            due = due.add(due(invoice, date));
        }
        row(list.addObject(), "SummaryRow", null, "Total", "", "", "", "", "", "", due.toPlainString());
    }

    private static void row(ObjectNode row, String type, @Nullable UUID invoice, String... values) {
        row.put("RowType", type);
        ArrayNode cells = row.putArray("Cells");
        for (String value : values) {
            ObjectNode cell = cells.addObject().put("Value", value);
            if (invoice != null) {
                cell.putArray("Attributes")
                        .addObject()
                        .put("Value", invoice.toString())
                        .put("Id", "invoiceID");
            }
        }
    }

    private BigDecimal paid(Document invoice, LocalDate date) {
        return invoice.payments.stream()
                .map(books.payments::get)
                .filter(Objects::nonNull)
                .filter(payment -> !payment.date().isAfter(date))
                .map(Payment::amount)
                .reduce(LineArithmetic.ZERO, BigDecimal::add);
    }

    private static BigDecimal credited(Document invoice, LocalDate date) {
        return invoice.allocations.stream()
                .filter(allocation -> !allocation.date().isAfter(date))
                .map(Allocation::amount)
                .reduce(LineArithmetic.ZERO, BigDecimal::add);
    }

    private BigDecimal due(Document invoice, LocalDate date) {
        return invoice.total.subtract(paid(invoice, date)).subtract(credited(invoice, date));
    }
}
