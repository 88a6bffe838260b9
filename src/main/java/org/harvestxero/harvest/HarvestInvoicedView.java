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
 * @param period days of the work on it, where Harvest says them
 * @param discount on all of it, 0 for none
 */
public record HarvestInvoicedView(String number, Period period, BigDecimal discount, List<Line> lines) {
    public HarvestInvoicedView {
        lines = List.copyOf(lines);
    }

    /** @param start,end null where Harvest says none */
    public record Period(
            @Nullable LocalDate start, @Nullable LocalDate end) {}

    /** @param project null of a line without one */
    public record Line(@Nullable Named project, BigDecimal amount) {}

    /** Last day of the work on it; null where Harvest says none. */
    public @Nullable LocalDate periodEnd() {
        return period.end();
    }

    public static HarvestInvoicedView of(HarvestElement element) {
        JsonNode invoice = element.tree();
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : JsonFields.field(invoice, "line_items")) {
            JsonNode project = JsonFields.field(line, "project");
            long id = project.path("id").asLong();
            lines.add(new Line(
                    id == 0 ? null : new Named(id, HarvestFields.orEmpty(JsonFields.text(project, "name"))),
                    number(line, "amount")));
        }
        return new HarvestInvoicedView(
                HarvestFields.orEmpty(JsonFields.text(invoice, "number")),
                new Period(
                        HarvestFields.optionalDay(invoice, "period_start"),
                        HarvestFields.optionalDay(invoice, "period_end")),
                number(invoice, "discount_amount"),
                lines);
    }

    private static BigDecimal number(JsonNode node, String field) {
        BigDecimal number = JsonFields.decimal(node, field);
        return number == null ? BigDecimal.ZERO : number;
    }
}
