package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A payment as Harvest shows it, unchecked: nothing here is refused, what is absent is null. {@link HarvestReader#payment} is for
 * what has to be right.
 *
 * @param id 0 when Harvest shows none
 * @param paid day it was paid, as Harvest writes it
 * @param updatedAt as Harvest writes it
 */
public record HarvestPaymentView(
        long id,
        @Nullable BigDecimal amount,
        @Nullable String paid,
        @Nullable String updatedAt) {
    public static HarvestPaymentView of(HarvestElement element) {
        JsonNode payment = element.tree();
        JsonNode amount = payment.path("amount");
        return new HarvestPaymentView(
                payment.path("id").asLong(),
                amount.isNumber() ? amount.decimalValue() : null,
                payment.path("paid_date").asText(null),
                payment.path("updated_at").asText(null));
    }
}
