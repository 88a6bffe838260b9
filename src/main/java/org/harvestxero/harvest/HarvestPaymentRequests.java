package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.http.JsonFields;

/**
 * The requests that record, list and delete payments of an invoice. A payment can't be read alone, nor changed; its notes are the
 * only place that is ours.
 *
 * @see <a href="https://help.getharvest.com/api-v2/invoices-api/invoices/invoice-payments/">Harvest: Invoice payments</a>
 */
public final class HarvestPaymentRequests {
    private HarvestPaymentRequests() {}

    /** @param amount in the invoice's currency @param notes begin with our mark */
    public record NewPayment(long invoice, BigDecimal amount, LocalDate paidOn, String notes) {}

    /** Records it; the client is sent nothing. Harvest knows no idempotency keys, so search for it before asking again. */
    public static HarvestRequest create(NewPayment payment) {
        ObjectNode json = JsonFields.object();
        json.put("amount", payment.amount());
        json.put("paid_date", payment.paidOn().toString());
        json.put("notes", payment.notes());
        json.put("send_thank_you", false);
        return HarvestRequest.post(path(payment.invoice()), JsonFields.write(json));
    }

    public static HarvestListRequest list(long invoice) {
        return HarvestListRequest.of(path(invoice));
    }

    public static HarvestRequest delete(long invoice, long payment) {
        return HarvestRequest.delete(path(invoice) + "/" + payment);
    }

    private static String path(long invoice) {
        return "/invoices/" + invoice + "/payments";
    }
}
