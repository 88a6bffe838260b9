package org.harvestxero.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * What an invoice made in Harvest says of itself.
 *
 * @param lines a sentence each, in Harvest's order
 */
record CopiedInvoice(String client, String total, List<String> lines) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static CopiedInvoice of(SourceDocument document) {
        JsonNode invoice = read(document);
        String currency = invoice.path("currency").asText("");
        List<String> lines = new ArrayList<>();
        for (JsonNode line : invoice.path("line_items")) {
            String project = line.path("project").path("name").asText("");
            lines.add(lines.size() + 1 + ". " + line.path("description").asText("(no description)") + ": "
                    + line.path("quantity").decimalValue().stripTrailingZeros().toPlainString() + " × "
                    + money(line, "unit_price", currency) + " = "
                    + money(line, "amount", currency) + " " + currency + " ("
                    + line.path("kind").asText("no kind") + (project.isEmpty() ? "" : ", " + project)
                    + (line.path("taxed").asBoolean() ? ", taxed" : "")
                    + (line.path("taxed2").asBoolean() ? ", taxed twice" : "") + ")");
        }
        StringBuilder total = new StringBuilder("Total " + money(invoice, "amount", currency) + " " + currency);
        step(total, invoice, "discount_amount", currency, ", after a discount of ");
        step(total, invoice, "tax_amount", currency, ", with tax of ");
        step(total, invoice, "tax2_amount", currency, " and ");
        return new CopiedInvoice(
                invoice.path("client").path("name").asText("?"),
                total.append('.').toString(),
                List.copyOf(lines));
    }

    private static void step(StringBuilder total, JsonNode invoice, String field, String currency, String words) {
        if (invoice.path(field).decimalValue().signum() != 0) {
            total.append(words).append(money(invoice, field, currency));
        }
    }

    private static String money(JsonNode node, String field, String currency) {
        return CurrencyDigits.exact(node.path(field).decimalValue(), currency).toPlainString();
    }

    private static JsonNode read(SourceDocument document) {
        try {
            return JSON.readTree(document.content());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The kept content of invoice " + document.sourceId() + " is no JSON", e);
        }
    }
}
