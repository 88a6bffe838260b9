package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.expense.SourceExpense;
import org.jspecify.annotations.Nullable;

/** Reads expenses from Harvest's JSON; one that can't be read is a {@link HarvestUnreadableException} and stops only itself. */
public final class HarvestExpenseReader {
    private static final String APPROVED = "approved";

    private HarvestExpenseReader() {}

    public static SourceExpense expense(HarvestElement element) {
        JsonNode expense = element.tree();
        return new SourceExpense(
                HarvestFields.id(expense, "id", ""),
                person(JsonFields.field(expense, "user")),
                work(expense),
                category(JsonFields.field(expense, "expense_category")),
                spent(expense),
                new SourceExpense.Standing(
                        JsonFields.flag(expense, "billable"),
                        APPROVED.equals(approval(element)),
                        receipt(JsonFields.field(expense, "receipt"))));
    }

    /** Harvest's word for how far its approval is; older answers only say whether it is closed. */
    public static String approval(HarvestElement element) {
        String status = JsonFields.text(element.tree(), "approval_status");
        return status != null ? status : JsonFields.flag(element.tree(), "is_closed") ? APPROVED : "unsubmitted";
    }

    /**
     * How it is re-billed.
     *
     * @param invoice Harvest's id of the invoice it is on; null when it is on none
     */
    public record Billed(
            boolean billed,
            @Nullable Long invoice,
            @Nullable String number) {}

    public static Billed billed(HarvestElement element) {
        JsonNode invoice = JsonFields.field(element.tree(), "invoice");
        long id = invoice.path("id").asLong();
        return new Billed(
                JsonFields.flag(element.tree(), "is_billed"), id == 0 ? null : id, JsonFields.text(invoice, "number"));
    }

    /** Whose it is; null when Harvest doesn't say. */
    public static @Nullable Long personOf(HarvestElement element) {
        long id = element.tree().path("user").path("id").asLong();
        return id == 0 ? null : id;
    }

    /** What it cost; null when Harvest shows no number. */
    public static @Nullable BigDecimal costOf(HarvestElement element) {
        JsonNode cost = element.tree().path("total_cost");
        return cost.isNumber() ? cost.decimalValue() : null;
    }

    /** The day the money was spent, as Harvest writes it; empty when it doesn't say. */
    public static String dayOf(HarvestElement element) {
        return element.tree().path("spent_date").asText("");
    }

    private static SourceExpense.Person person(JsonNode user) {
        return new SourceExpense.Person(
                HarvestFields.id(user, "id", "user."), HarvestFields.orEmpty(JsonFields.text(user, "name")));
    }

    private static SourceExpense.Work work(JsonNode expense) {
        JsonNode client = JsonFields.field(expense, "client");
        JsonNode project = JsonFields.field(expense, "project");
        return new SourceExpense.Work(
                HarvestFields.id(client, "id", "client."),
                HarvestFields.orEmpty(JsonFields.text(client, "name")),
                JsonFields.text(client, "currency"),
                new SourceProject(
                        HarvestFields.id(project, "id", "project."),
                        HarvestFields.orEmpty(JsonFields.text(project, "name")),
                        JsonFields.text(project, "code")));
    }

    private static SourceExpense.Category category(JsonNode category) {
        return new SourceExpense.Category(
                HarvestFields.id(category, "id", "expense_category."),
                HarvestFields.orEmpty(JsonFields.text(category, "name")),
                HarvestFields.decimal(category, "unit_price", "expense_category."),
                JsonFields.text(category, "unit_name"));
    }

    private static SourceExpense.Spent spent(JsonNode expense) {
        String currency = JsonFields.text(JsonFields.field(expense, "client"), "currency");
        BigDecimal units = HarvestFields.decimal(expense, "units", "");
        return new SourceExpense.Spent(
                HarvestFields.day(expense, "spent_date"),
                units == null ? BigDecimal.ONE : units,
                HarvestFields.money(expense, "total_cost", HarvestFields.decimals(currency)),
                JsonFields.text(expense, "notes"));
    }

    private static SourceExpense.@Nullable Receipt receipt(JsonNode receipt) {
        String url = JsonFields.text(receipt, "url");
        if (url == null) {
            return null;
        }
        BigDecimal bytes = JsonFields.decimal(receipt, "file_size");
        return new SourceExpense.Receipt(
                url,
                HarvestFields.orEmpty(JsonFields.text(receipt, "file_name")),
                bytes == null ? 0 : bytes.longValue(),
                JsonFields.text(receipt, "content_type"));
    }
}
