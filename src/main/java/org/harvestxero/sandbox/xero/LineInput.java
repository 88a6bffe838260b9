package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line as a client sent it; null where it said nothing. */
record LineInput(
        @Nullable UUID id,
        @Nullable String description,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitAmount,
        @Nullable String itemCode,
        @Nullable String accountCode,
        @Nullable UUID accountId,
        @Nullable String taxType,
        @Nullable BigDecimal taxAmount,
        @Nullable BigDecimal lineAmount,
        @Nullable BigDecimal discountRate,
        @Nullable BigDecimal discountAmount,
        List<TrackingInput> tracking) {

    /** A tracking choice by ids or by names. */
    record TrackingInput(
            @Nullable UUID categoryId,
            @Nullable String name,
            @Nullable UUID optionId,
            @Nullable String option) {}

    static LineInput parse(JsonNode in) {
        return new LineInput(
                Fields.id(in, "LineItemID"),
                Fields.text(in, "Description"),
                Fields.decimal(in, "Quantity"),
                Fields.decimal(in, "UnitAmount"),
                emptyToNull(Fields.text(in, "ItemCode")),
                emptyToNull(Fields.text(in, "AccountCode")),
                Fields.id(in, "AccountID"),
                emptyToNull(Fields.text(in, "TaxType")),
                Fields.decimal(in, "TaxAmount"),
                Fields.decimal(in, "LineAmount"),
                Fields.decimal(in, "DiscountRate"),
                Fields.decimal(in, "DiscountAmount"),
                parseTracking(in));
    }

    /** A stored line as if it were sent again, which is what a change without lines amounts to. */
    static LineInput of(Line line) {
        return new LineInput(
                line.id(),
                line.description(),
                line.quantity(),
                line.unitAmount(),
                line.itemCode(),
                line.accountCode(),
                line.accountId(),
                line.taxType(),
                line.taxSent() ? line.taxAmount() : null,
                null,
                line.discountRate(),
                line.discountAmount(),
                line.tracking().stream()
                        .map(each ->
                                new TrackingInput(each.categoryId(), each.category(), each.optionId(), each.option()))
                        .toList());
    }

    /** Nothing but words: it carries no amount and needs no account. */
    boolean onlyText() {
        return quantity == null
                && unitAmount == null
                && lineAmount == null
                && itemCode == null
                && accountCode == null
                && accountId == null;
    }

    private static List<TrackingInput> parseTracking(JsonNode in) {
        JsonNode sent = Fields.array(in, "Tracking");
        if (sent == null) {
            return List.of();
        }
        List<TrackingInput> tracking = new ArrayList<>();
        for (JsonNode each : sent) {
            tracking.add(new TrackingInput(
                    Fields.id(each, "TrackingCategoryID"),
                    Fields.text(each, "Name"),
                    Fields.id(each, "TrackingOptionID"),
                    Fields.text(each, "Option")));
        }
        return tracking;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
