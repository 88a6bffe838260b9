package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.harvestxero.billing.Named;

/**
 * A project's row in Harvest's report on what is uninvoiced.
 *
 * @param project its id and name
 * @param hours billable ones, after Harvest's rounding
 * @param amount with expenses; of a project with a fixed fee what is left of the fee
 */
public record Uninvoiced(
        Named client, Named project, BigDecimal hours, BigDecimal expenses, BigDecimal amount, String currency) {
    /** @throws HarvestUnreadableException when a figure is no number */
    public static Uninvoiced of(HarvestElement element) {
        JsonNode row = element.tree();
        return new Uninvoiced(
                new Named(
                        row.path("client_id").asLong(), row.path("client_name").asText("")),
                new Named(
                        row.path("project_id").asLong(),
                        row.path("project_name").asText("")),
                figure(row, "uninvoiced_hours"),
                figure(row, "uninvoiced_expenses"),
                figure(row, "uninvoiced_amount"),
                row.path("currency").asText(""));
    }

    /** What a row calls its project, also when its figures can't be read. */
    public static String projectName(HarvestElement row) {
        return row.tree().path("project_name").asText("a project");
    }

    private static BigDecimal figure(JsonNode row, String field) {
        BigDecimal figure = HarvestFields.decimal(row, field, "");
        return figure == null ? BigDecimal.ZERO : figure;
    }

    public boolean isNothing() {
        return hours.signum() == 0 && amount.signum() == 0;
    }

    /** Whether there are hours, but nothing they are worth. */
    public boolean isWithoutPrice() {
        return hours.signum() > 0 && amount.compareTo(expenses) == 0;
    }
}
