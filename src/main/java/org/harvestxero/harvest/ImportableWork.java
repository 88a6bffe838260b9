package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A time entry or expense, with what decides whether an invoice that imports tracked work takes it in.
 *
 * @param hours as an invoice counts them; zero for an expense
 * @param running its timer runs; whether an import takes it in is not documented
 * @param invoice the invoice it is on; null without one
 */
public record ImportableWork(
        long id,
        long project,
        LocalDate spentDate,
        boolean billable,
        boolean running,
        BigDecimal hours,
        @Nullable Long invoice) {
    /** Both days are included. */
    public record Span(LocalDate from, LocalDate to) {}

    /** Work of a client in a span, billed or not. */
    public static HarvestListRequest list(boolean expenses, @Nullable Long client, Span span, boolean billed) {
        HarvestListRequest listing = HarvestListRequest.of(expenses ? "/expenses" : "/time_entries")
                .with("is_billed", Boolean.toString(billed))
                .with("from", span.from().toString())
                .with("to", span.to().toString());
        return client == null ? listing : listing.with("client_id", client.toString());
    }

    /** @throws HarvestUnreadableException when a field it needs can't be read */
    public static List<ImportableWork> of(List<HarvestElement> elements) {
        List<ImportableWork> work = new ArrayList<>();
        for (HarvestElement each : elements) {
            JsonNode element = each.tree();
            JsonNode invoice = JsonFields.field(element, "invoice");
            BigDecimal hours = JsonFields.decimal(element, "rounded_hours");
            String spent = JsonFields.text(element, "spent_date");
            if (spent == null) {
                throw new HarvestUnreadableException("spent_date", "absent");
            }
            work.add(new ImportableWork(
                    HarvestFields.id(element),
                    HarvestFields.id(JsonFields.field(element, "project")),
                    LocalDate.parse(spent),
                    JsonFields.flag(element, "billable"),
                    JsonFields.flag(element, "is_running"),
                    hours == null ? BigDecimal.ZERO : hours,
                    invoice.isObject() ? HarvestFields.id(invoice) : null));
        }
        return List.copyOf(work);
    }
}
