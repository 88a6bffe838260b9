package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A sales invoice or credit note as far as its revenue goes, unchecked.
 *
 * @param status Xero's word, such as {@code AUTHORISED}; empty when it shows none
 * @param date null when Xero shows none
 * @param rate units of its currency for one of the organisation's; null when Xero shows none
 * @param net of each line by its account, before tax, never below zero for being a credit
 */
public record XeroSalesView(
        Identity identity,
        String status,
        Contact contact,
        @Nullable LocalDate date,
        @Nullable BigDecimal rate,
        List<Line> lines) {
    public XeroSalesView {
        lines = List.copyOf(lines);
    }

    /** @param number,currency empty when Xero shows none */
    public record Identity(String id, String number, boolean credit, String currency) {}

    /** Empty texts where Xero doesn't say. */
    public record Contact(String id, String name) {}

    /** @param account empty when the line names none */
    public record Line(String account, BigDecimal net) {}

    /** Lists of what was dated in the month: invoices, then credit notes. */
    public static List<XeroListRequest> ofMonth(YearMonth month) {
        String within = " AND Date >= " + XeroDates.inFilter(month.atDay(1)) + " AND Date < "
                + XeroDates.inFilter(month.plusMonths(1).atDay(1));
        return List.of(
                XeroListRequest.of("/Invoices").with("where", "Type==\"ACCREC\"" + within),
                XeroListRequest.of("/CreditNotes").with("where", "Type==\"ACCRECCREDIT\"" + within));
    }

    /** Lists of what was changed since, in whatever month. */
    public static List<XeroListRequest> changedSince(Instant since) {
        return List.of(
                XeroListRequest.of("/Invoices")
                        .with("where", "Type==\"ACCREC\"")
                        .with("summaryOnly", "true")
                        .since(since),
                XeroListRequest.of("/CreditNotes")
                        .with("where", "Type==\"ACCRECCREDIT\"")
                        .since(since));
    }

    /** What a page of such a list shows. @param full whether another page may follow */
    public record Page(List<XeroSalesView> documents, boolean full) {}

    /** @param page counted from 1 */
    public static Page page(XeroResponse answer, XeroListRequest list, int page) {
        JsonNode tree = answer.json();
        String collection = list.request(page).expectedCollection().orElse("");
        List<XeroElement> elements = XeroElement.list(tree, collection);
        BigDecimal pages = JsonFields.decimal(JsonFields.field(tree, "pagination"), "pageCount");
        boolean full =
                pages == null ? elements.size() >= list.pageSize() : !elements.isEmpty() && page < pages.intValue();
        return new Page(elements.stream().map(XeroSalesView::of).toList(), full);
    }

    public static XeroSalesView of(XeroElement element) {
        JsonNode tree = element.tree();
        JsonNode contact = JsonFields.field(tree, "Contact");
        return new XeroSalesView(
                new Identity(
                        element.id(),
                        element.number(),
                        element.collection().equals("CreditNotes"),
                        XeroFields.orEmpty(JsonFields.text(tree, "CurrencyCode"))),
                element.status(),
                new Contact(
                        XeroFields.orEmpty(JsonFields.text(contact, "ContactID")),
                        XeroFields.orEmpty(JsonFields.text(contact, "Name"))),
                XeroDates.day(tree, "Date").orElse(null),
                JsonFields.decimal(tree, "CurrencyRate"),
                lines(tree));
    }

    private static List<Line> lines(JsonNode tree) {
        boolean inclusive = "Inclusive".equalsIgnoreCase(JsonFields.text(tree, "LineAmountTypes"));
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : JsonFields.field(tree, "LineItems")) {
            BigDecimal amount = XeroFields.orZero(JsonFields.decimal(line, "LineAmount"));
            BigDecimal tax = XeroFields.orZero(JsonFields.decimal(line, "TaxAmount"));
            lines.add(new Line(
                    XeroFields.orEmpty(JsonFields.text(line, "AccountCode")),
                    inclusive ? amount.subtract(tax) : amount));
        }
        return lines;
    }

    /** Whether it counts: approved, paid or not. */
    public boolean counts() {
        return status.equals("AUTHORISED") || status.equals("PAID");
    }
}
