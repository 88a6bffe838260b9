package org.harvestxero.story;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.harvestxero.api.Stories.Fact;
import org.harvestxero.api.Stories.Field;
import org.harvestxero.api.Stories.Value;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** Puts what both sides say of an invoice next to each other. */
final class SideFacts {
    private final List<Fact> facts = new ArrayList<>();
    private final HarvestSide harvest;
    private final XeroSide xero;

    private SideFacts(HarvestSide harvest, XeroSide xero) {
        this.harvest = harvest;
        this.xero = xero;
    }

    /**
     * Harvest's side.
     *
     * @param invoice null where it isn't there or can't be read
     * @param state Harvest's word, or deleted; null where it isn't there
     */
    record HarvestSide(
            @Nullable SourceInvoice invoice, @Nullable String state) {}

    /**
     * Xero's side: what it showed last, and where it wasn't asked for a whole invoice what we wrote.
     *
     * @param written null where nothing is known to be written
     * @param fresh as it was just read; null where it wasn't
     */
    record XeroSide(
            @Nullable String number,
            @Nullable String contact,
            @Nullable String status,
            Sums sums,
            @Nullable TargetInvoice written,
            @Nullable XeroInvoice fresh) {}

    /** @param credit whether it is a credit note there, whose sums are Harvest's with the other sign */
    record Sums(
            @Nullable BigDecimal total,
            @Nullable BigDecimal paid,
            @Nullable BigDecimal due,
            boolean credit) {}

    static List<Fact> of(HarvestSide harvest, XeroSide xero) {
        SideFacts facts = new SideFacts(harvest, xero);
        facts.names();
        facts.days();
        facts.sums();
        return facts.facts;
    }

    private void names() {
        SourceInvoice invoice = harvest.invoice();
        text(Field.NUMBER, invoice == null ? null : invoice.number(), xero.number());
        text(Field.CLIENT, invoice == null ? null : invoice.client().name(), xero.contact());
        Value left = value(harvest.state());
        Value right = value(xero.status());
        add(Field.STATE, left, right, left != null && right != null && !isSame(harvest.state(), xero.status()));
        String order = invoice == null ? null : invoice.purchaseOrder();
        String reference = xero.fresh() != null
                ? xero.fresh().reference()
                : xero.written() == null ? null : xero.written().reference();
        add(Field.REFERENCE, value(order), value(reference), false);
    }

    private void days() {
        SourceInvoice invoice = harvest.invoice();
        XeroInvoice fresh = xero.fresh();
        TargetInvoice written = xero.written();
        day(
                Field.ISSUED,
                invoice == null ? null : invoice.issueDate(),
                fresh != null ? fresh.date() : written == null ? null : written.date());
        day(
                Field.DUE,
                invoice == null ? null : invoice.dueDate(),
                fresh != null ? fresh.dueDate() : written == null ? null : written.dueDate());
    }

    private void sums() {
        SourceInvoice invoice = harvest.invoice();
        XeroInvoice fresh = xero.fresh();
        TargetInvoice written = xero.written();
        BigDecimal tax = fresh != null
                ? fresh.lines().stream().map(XeroInvoice.Line::taxAmount).reduce(BigDecimal.ZERO, BigDecimal::add)
                : written == null ? null : written.totalTax();
        BigDecimal total = xero.sums().total();
        BigDecimal theirs = invoice == null ? null : invoice.taxAmount().add(invoice.tax2Amount());
        amount(
                Field.NET,
                invoice == null || theirs == null ? null : invoice.amount().subtract(theirs),
                total == null || tax == null ? null : total.subtract(tax));
        amount(Field.TAX, theirs, tax);
        amount(Field.TOTAL, invoice == null ? null : invoice.amount(), total);
        amount(
                Field.PAID,
                invoice == null || "draft".equals(harvest.state())
                        ? null
                        : invoice.amount().subtract(invoice.dueAmount()),
                xero.sums().paid());
        amount(
                Field.OPEN,
                invoice == null ? null : invoice.dueAmount(),
                xero.sums().due());
    }

    /** Blanks and capitals aside, as both sides compare names. */
    private void text(Field field, @Nullable String left, @Nullable String right) {
        add(
                field,
                value(left),
                value(right),
                left != null && right != null && !left.strip().equalsIgnoreCase(right.strip()));
    }

    private void day(Field field, @Nullable LocalDate left, @Nullable LocalDate right) {
        add(
                field,
                left == null ? null : Value.of(left),
                right == null ? null : Value.of(right),
                left != null && right != null && !left.equals(right));
    }

    private void amount(Field field, @Nullable BigDecimal left, @Nullable BigDecimal shown) {
        BigDecimal right = shown != null && xero.sums().credit() ? shown.negate() : shown;
        add(
                field,
                left == null ? null : Value.of(left),
                right == null ? null : Value.of(right),
                left != null && right != null && left.compareTo(right) != 0);
    }

    private void add(Field field, @Nullable Value left, @Nullable Value right, boolean differs) {
        if (left != null || right != null) {
            facts.add(new Fact(field, left, right, differs));
        }
    }

    private static @Nullable Value value(@Nullable String text) {
        return text == null || text.isBlank() ? null : Value.of(text);
    }

    /** Whether the words of both sides mean the same; what Harvest wrote off may stand as it is, void or paid in Xero. */
    private static boolean isSame(@Nullable String source, @Nullable String status) {
        return switch (Objects.requireNonNullElse(source, "").toLowerCase(Locale.ROOT)) {
            case "draft" -> "DRAFT".equals(status) || "SUBMITTED".equals(status);
            case "open" -> "AUTHORISED".equals(status) || "DRAFT".equals(status) || "SUBMITTED".equals(status);
            case "paid" -> "PAID".equals(status);
            case "deleted" -> "VOIDED".equals(status) || "DELETED".equals(status);
            default -> true;
        };
    }
}
