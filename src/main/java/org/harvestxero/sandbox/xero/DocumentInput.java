package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice or credit note as a client sent it; null where it said nothing. */
record DocumentInput(
        @Nullable UUID id,
        @Nullable DocumentType type,
        @Nullable DocumentStatus status,
        @Nullable String number,
        @Nullable String reference,
        @Nullable JsonNode contact,
        @Nullable LocalDate date,
        @Nullable LocalDate dueDate,
        @Nullable LocalDate expectedPaymentDate,
        @Nullable LocalDate plannedPaymentDate,
        @Nullable LineAmountTypes lineAmountTypes,
        @Nullable List<LineInput> lines,
        @Nullable String currency,
        @Nullable BigDecimal currencyRate,
        @Nullable String url,
        @Nullable UUID brandingThemeId,
        @Nullable Boolean sentToContact,
        @Nullable BigDecimal total) {

    static DocumentInput parse(JsonNode in, boolean credit) {
        String type = Fields.text(in, "Type");
        String status = Fields.text(in, "Status");
        String types = Fields.text(in, "LineAmountTypes");
        return new DocumentInput(
                Fields.id(in, credit ? "CreditNoteID" : "InvoiceID"),
                type == null ? null : parseType(type, credit),
                status == null ? null : DocumentStatus.parse(status),
                Fields.text(in, credit ? "CreditNoteNumber" : "InvoiceNumber"),
                Fields.text(in, "Reference"),
                Fields.object(in, "Contact"),
                Fields.day(in, "Date"),
                Fields.day(in, "DueDate"),
                Fields.day(in, "ExpectedPaymentDate"),
                Fields.day(in, "PlannedPaymentDate"),
                types == null ? null : LineAmountTypes.parse(types),
                parseLines(in),
                Fields.text(in, "CurrencyCode"),
                Fields.decimal(in, "CurrencyRate"),
                Fields.text(in, "Url"),
                Fields.id(in, "BrandingThemeID"),
                Fields.flag(in, "SentToContact"),
                Fields.decimal(in, "Total"));
    }

    private static DocumentType parseType(String text, boolean credit) {
        for (DocumentType type : DocumentType.values()) {
            if (type.name().equals(text) && type.credit() == credit && !type.prepaid()) {
                return type;
            }
        }
        throw Refusal.malformed("Error converting value \"" + text + "\" to type 'InvoiceType'. Path 'Type'.");
    }

    private static @Nullable List<LineInput> parseLines(JsonNode in) {
        JsonNode sent = Fields.array(in, "LineItems");
        if (sent == null) {
            return null;
        }
        List<LineInput> lines = new ArrayList<>();
        sent.forEach(line -> lines.add(LineInput.parse(line)));
        return lines;
    }
}
