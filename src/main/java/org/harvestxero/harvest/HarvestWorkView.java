package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * A time entry or expense as Harvest shows it, with what tells people which one it is.
 *
 * @param kind its task or category
 * @param hours rounded as Harvest does; zero for an expense
 * @param money an expense's cost; zero for a time entry
 * @param notes empty without any
 * @param status whether and how it may be billed
 */
public record HarvestWorkView(
        long id,
        boolean expense,
        Named client,
        Named project,
        Named kind,
        Named person,
        LocalDate day,
        BigDecimal hours,
        BigDecimal money,
        String notes,
        Status status) {
    /**
     * @param invoice that it is on; null for none, also where a person marked it as invoiced
     * @param locked why nobody but an administrator can change it, as Harvest words it; null when it is not locked
     */
    public record Status(
            boolean billable,
            boolean billed,
            boolean running,
            @Nullable Invoice invoice,
            @Nullable String locked) {}

    /** The invoice in Harvest that holds it. */
    public record Invoice(long id, String number) {}

    /** @throws HarvestUnreadableException when a field it needs can't be read */
    public static HarvestWorkView of(HarvestElement element) {
        JsonNode work = element.tree();
        boolean expense = WorkReader.isExpense(element);
        return new HarvestWorkView(
                element.id(),
                expense,
                named(work, "client"),
                named(work, "project"),
                named(work, expense ? "expense_category" : "task"),
                named(work, "user"),
                HarvestFields.day(work, "spent_date"),
                expense
                        ? BigDecimal.ZERO
                        : decimal(work, work.path("rounded_hours").isNumber() ? "rounded_hours" : "hours"),
                expense ? decimal(work, "total_cost") : BigDecimal.ZERO,
                work.path("notes").asText(""),
                status(work));
    }

    private static Named named(JsonNode work, String field) {
        JsonNode of = work.path(field);
        return new Named(
                HarvestFields.id(of, "id", field + "."), of.path("name").asText(""));
    }

    private static BigDecimal decimal(JsonNode work, String field) {
        BigDecimal number = HarvestFields.decimal(work, field, "");
        return number == null ? BigDecimal.ZERO : number;
    }

    private static Status status(JsonNode work) {
        JsonNode invoice = work.path("invoice");
        return new Status(
                work.path("billable").asBoolean(),
                work.path("is_billed").asBoolean(),
                work.path("is_running").asBoolean(),
                invoice.isObject()
                        ? new Invoice(
                                HarvestFields.id(invoice, "id", "invoice."),
                                invoice.path("number").asText(""))
                        : null,
                work.path("is_locked").asBoolean() ? work.path("locked_reason").asText("") : null);
    }
}
