package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetPayment;

/** The JSON text of payments and allocations we send to Xero; as {@link XeroJson} has it, the same values give the same text. */
public final class XeroPaymentJson {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private XeroPaymentJson() {}

    /** A payment to create; the account is named by id when it looks like one, else by code. */
    public static String payment(TargetPayment payment, String invoiceId) {
        ObjectNode json = JsonFields.object();
        json.putObject("Invoice").put("InvoiceID", invoiceId);
        boolean byId = UUID.matcher(payment.account()).matches();
        json.putObject("Account").put(byId ? "AccountID" : "Code", payment.account());
        XeroJson.put(json, "Date", payment.date());
        json.put("Amount", payment.amount());
        json.put("Reference", payment.reference());
        return JsonFields.write(json);
    }

    /** The body that deletes a payment; any other field would be refused. */
    public static String paymentDeletion() {
        return "{\"Status\":\"DELETED\"}";
    }

    /** A part of a credit note set against an invoice. */
    public static String allocation(String invoiceId, BigDecimal amount) {
        ObjectNode json = JsonFields.object().put("Amount", amount);
        json.putObject("Invoice").put("InvoiceID", invoiceId);
        return JsonFields.write(json);
    }
}
