package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.harvestxero.api.Invoices.Found;
import org.harvestxero.api.Invoices.Row;
import org.harvestxero.api.Invoices.Side;
import org.harvestxero.billing.CurrencyDigits;

/** What {@code find} prints; the names of its JSON are a contract with scripts. */
final class FoundInvoices {
    private FoundInvoices() {}

    static String text(Found found) {
        if (found.rows().isEmpty() && found.next().isEmpty()) {
            return "Nothing is found.\n";
        }
        Table table = new Table("INVOICE", "CLIENT", "ISSUED", ">AMOUNT", "STATE", "HARVEST", "XERO");
        for (Row row : found.rows()) {
            table.row(
                    row.number() == null ? row.id() : row.number(),
                    row.client(),
                    row.day().toString(),
                    row.amount() == null
                            ? ""
                            : TextOutput.amount(row.amount(), row.currency())
                                    + (row.currency() == null ? "" : " " + row.currency()),
                    row.standing().text(),
                    state(row.harvest()),
                    state(row.xero()));
        }
        StringBuilder text = new StringBuilder(table.toString());
        if (found.reach().manyClients()) {
            text.append("Many clients have such a name, and not all were looked at: write more of it.\n");
        }
        if (found.reach().backTo() != null) {
            text.append("Looked at invoices back to ")
                    .append(found.reach().backTo())
                    .append(".\n");
        }
        if (!found.next().isEmpty()) {
            text.append("More with --after '").append(found.next()).append("'\n");
        }
        return text.toString();
    }

    private static String state(Side side) {
        return side.state().isEmpty() ? "-" : side.state().toLowerCase(Locale.ROOT);
    }

    static ObjectNode json(Found found) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode invoices = node.putArray("invoices");
        for (Row row : found.rows()) {
            ObjectNode invoice = invoices.addObject()
                    .put("id", row.id())
                    .put("number", row.number())
                    .put("client", row.client())
                    .put("issued", row.day().toString())
                    .put("amount", row.amount() == null ? null : CurrencyDigits.shown(row.amount(), row.currency()))
                    .put("currency", row.currency())
                    .put("state", row.standing().text());
            invoice.set("harvest", side(row.harvest()));
            invoice.set("xero", side(row.xero()));
        }
        node.put("next", found.next().isEmpty() ? null : found.next());
        node.put(
                "lookedBackTo",
                found.reach().backTo() == null ? null : found.reach().backTo().toString());
        return node;
    }

    private static ObjectNode side(Side side) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", side.state().isEmpty() ? null : side.state())
                .put("link", side.link().isEmpty() ? null : side.link());
    }
}
