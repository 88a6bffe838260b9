package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/** Reads single fields of Xero's JSON; one that is needed and absent is a {@link XeroUnreadableException}. */
final class XeroFields {
    private XeroFields() {}

    /** A text that is compared with what was written: one of blanks is none of nothing. */
    static @Nullable String asWritten(JsonNode node, String field) {
        String text = JsonFields.field(node, field).asText("");
        return text.isEmpty() ? null : text;
    }

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    static XeroSettings.@Nullable PaymentTerms salesTerms(JsonNode owner) {
        return terms(owner, "Sales");
    }

    static XeroSettings.@Nullable PaymentTerms billTerms(JsonNode owner) {
        return terms(owner, "Bills");
    }

    private static XeroSettings.@Nullable PaymentTerms terms(JsonNode owner, String side) {
        JsonNode terms = JsonFields.field(JsonFields.field(owner, "PaymentTerms"), side);
        BigDecimal day = JsonFields.decimal(terms, "Day");
        String type = JsonFields.text(terms, "Type");
        return day == null || type == null ? null : new XeroSettings.PaymentTerms(day.intValue(), type);
    }

    static boolean isActive(JsonNode element) {
        String status = JsonFields.text(element, "Status");
        return status == null || status.equalsIgnoreCase("ACTIVE");
    }

    static String needed(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            throw new XeroUnreadableException(field, "absent");
        }
        return text;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> all(JsonNode answer, String collection, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode each : JsonFields.field(answer, collection)) {
            values.add(reader.apply(each));
        }
        return values;
    }
}
