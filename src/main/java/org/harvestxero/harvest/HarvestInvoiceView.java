package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Harvest shows it, unchecked: nothing here is refused, what is absent is null. {@link HarvestReader#invoice} is for
 * what has to be right.
 *
 * @param id 0 when Harvest shows none
 * @param state Harvest's word, such as {@code draft}
 * @param currency its code
 */
public record HarvestInvoiceView(
        long id,
        @Nullable String number,
        @Nullable String state,
        @Nullable String currency,
        Client client,
        Dates dates,
        Amounts amounts) {

    /** @param id 0 when Harvest shows none */
    public record Client(long id, @Nullable String name) {}

    /** Days and moments as Harvest writes them. @param periodStart,periodEnd first and last day of what it bills */
    public record Dates(
            @Nullable String issued,
            @Nullable String createdAt,
            @Nullable String updatedAt,
            @Nullable String periodStart,
            @Nullable String periodEnd) {}

    /** With tax, in the invoice's currency. @param due what is left to pay */
    public record Amounts(
            @Nullable BigDecimal total,
            @Nullable BigDecimal due,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal tax2) {}

    /** A line. @param amount quantity × unit price, before tax */
    public record Line(
            @Nullable String kind,
            @Nullable String description,
            @Nullable String project,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal amount,
            boolean taxed,
            boolean taxed2) {}

    public static HarvestInvoiceView of(HarvestElement element) {
        JsonNode invoice = element.tree();
        return new HarvestInvoiceView(
                invoice.path("id").asLong(),
                text(invoice, "number"),
                text(invoice, "state"),
                text(invoice, "currency"),
                new Client(invoice.path("client").path("id").asLong(), text(invoice.path("client"), "name")),
                new Dates(
                        text(invoice, "issue_date"),
                        text(invoice, "created_at"),
                        text(invoice, "updated_at"),
                        text(invoice, "period_start"),
                        text(invoice, "period_end")),
                new Amounts(
                        number(invoice, "amount"),
                        number(invoice, "due_amount"),
                        number(invoice, "discount_amount"),
                        number(invoice, "tax_amount"),
                        number(invoice, "tax2_amount")));
    }

    /** Its lines, in Harvest's order; what is no number counts as 0. */
    public static List<Line> lines(HarvestElement invoice) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : invoice.tree().path("line_items")) {
            lines.add(new Line(
                    text(line, "kind"),
                    text(line, "description"),
                    text(line.path("project"), "name"),
                    line.path("quantity").decimalValue(),
                    line.path("unit_price").decimalValue(),
                    line.path("amount").decimalValue(),
                    line.path("taxed").asBoolean(),
                    line.path("taxed2").asBoolean()));
        }
        return lines;
    }

    /** What stands around its lines. */
    public record Texts(
            @Nullable String purchaseOrder,
            @Nullable String subject,
            @Nullable String notes) {}

    public static Texts texts(HarvestElement invoice) {
        return new Texts(
                text(invoice.tree(), "purchase_order"), text(invoice.tree(), "subject"), text(invoice.tree(), "notes"));
    }

    /** Ids of the projects that its lines are of. */
    public static Set<Long> projects(HarvestElement invoice) {
        Set<Long> projects = new TreeSet<>();
        for (JsonNode line : invoice.tree().path("line_items")) {
            if (line.path("project").hasNonNull("id")) {
                projects.add(line.path("project").path("id").asLong());
            }
        }
        return projects;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).asText(null);
    }

    private static @Nullable BigDecimal number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.decimalValue() : null;
    }
}
