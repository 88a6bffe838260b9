package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.harvestxero.http.JsonFields;

/**
 * The requests that send an invoice: Harvest keeps a message for each mail, and for each step such as marking as sent.
 *
 * @see <a href="https://help.getharvest.com/api-v2/invoices-api/invoices/invoice-messages/">Harvest: Invoice messages</a>
 */
public final class HarvestInvoiceMessages {
    private HarvestInvoiceMessages() {}

    /** A draft becomes open, without a mail. */
    public static HarvestRequest markAsSent(long invoice) {
        return HarvestRequest.post(path(invoice), "{\"event_type\":\"send\"}");
    }

    /** An open invoice becomes a draft again. */
    public static HarvestRequest setBackToDraft(long invoice) {
        return HarvestRequest.post(path(invoice), "{\"event_type\":\"draft\"}");
    }

    /** Harvest's own words for a mail with the invoice. */
    public static HarvestRequest proposedMail(long invoice) {
        return HarvestRequest.get(path(invoice) + "/new");
    }

    /** Really mails the invoice, with its PDF. */
    public static HarvestRequest mail(long invoice, HarvestResponse proposed, List<String> recipients) {
        ObjectNode json = JsonFields.object();
        ArrayNode to = json.putArray("recipients");
        recipients.forEach(address -> to.addObject().put("email", address));
        json.put("subject", JsonFields.text(proposed.json(), "subject"));
        json.put("body", JsonFields.text(proposed.json(), "body"));
        json.put("attach_pdf", true);
        return HarvestRequest.post(path(invoice), JsonFields.write(json));
    }

    private static String path(long invoice) {
        return "/invoices/" + invoice + "/messages";
    }
}
