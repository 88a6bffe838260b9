package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a write shows of an invoice or credit note beside its verdict.
 *
 * @param contactId empty when Xero shows none
 * @param contactName null when Xero shows none
 * @param currencyRate units of the document's currency for one of the organisation's; null when Xero shows none
 * @param paid null for credit notes, and when Xero shows none
 */
public record XeroDocumentView(
        String contactId,
        @Nullable String contactName,
        @Nullable BigDecimal currencyRate,
        @Nullable BigDecimal paid) {
    public static XeroDocumentView of(XeroElement element) {
        JsonNode document = element.tree();
        JsonNode shown = JsonFields.field(document, "Contact");
        String contact = JsonFields.text(shown, "ContactID");
        return new XeroDocumentView(
                contact == null ? "" : contact,
                JsonFields.text(shown, "Name"),
                JsonFields.decimal(document, "CurrencyRate"),
                JsonFields.decimal(document, "AmountPaid"));
    }
}
