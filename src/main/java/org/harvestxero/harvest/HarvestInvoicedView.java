package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice of Harvest charges for which project, unchecked.
 *
 * @param number empty where it has none
 * @param periodEnd last day of the work on it; null where Harvest says none
 */
public record HarvestInvoicedView(String number, @Nullable LocalDate periodEnd, List<Line> lines) {
    public HarvestInvoicedView {
        lines = List.copyOf(lines);
    }

    /** @param project null of a line without one */
    public record Line(@Nullable Named project, BigDecimal amount) {}

    public static HarvestInvoicedView of(HarvestElement element) {
        JsonNode invoice = element.tree();
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : JsonFields.field(invoice, "line_items")) {
            JsonNode project = JsonFields.field(line, "project");
            long id = project.path("id").asLong();
            BigDecimal amount = JsonFields.decimal(line, "amount");
            lines.add(new Line(
                    id == 0 ? null : new Named(id, HarvestFields.orEmpty(JsonFields.text(project, "name"))),
                    amount == null ? BigDecimal.ZERO : amount));
        }
        return new HarvestInvoicedView(
                HarvestFields.orEmpty(JsonFields.text(invoice, "number")),
                HarvestFields.optionalDay(invoice, "period_end"),
                lines);
    }
}
