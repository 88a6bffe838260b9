package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Harvest's list shows it, as far as its balance goes.
 *
 * @param state Harvest's word, such as {@code open}
 * @param currency its code
 * @param days when it was issued and closed
 * @param total with tax
 * @param due what is left to pay
 */
public record HarvestBalanceView(Named named, String state, Named client, String currency, Days days, Amounts amounts) {

    /** @param closed when it was written off; null while it isn't */
    public record Days(@Nullable LocalDate issued, @Nullable Instant closed) {}

    /** With tax, in the invoice's currency. */
    public record Amounts(BigDecimal total, BigDecimal due) {}

    /** @throws HarvestUnreadableException when id or amounts can't be read: what can't be read is not compared */
    public static HarvestBalanceView of(HarvestElement element) {
        JsonNode invoice = element.tree();
        JsonNode client = invoice.path("client");
        String currency = invoice.path("currency").asText("");
        int decimals = HarvestFields.decimals(currency);
        return new HarvestBalanceView(
                new Named(HarvestFields.id(invoice), invoice.path("number").asText("")),
                invoice.path("state").asText(""),
                new Named(client.path("id").asLong(), client.path("name").asText("")),
                currency,
                new Days(
                        HarvestFields.optionalDay(invoice, "issue_date"),
                        HarvestFields.optionalInstant(invoice, "closed_at")),
                new Amounts(
                        HarvestFields.money(invoice, "amount", decimals),
                        HarvestFields.money(invoice, "due_amount", decimals)));
    }
}
