package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.PurchaseEdit;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.jspecify.annotations.Nullable;

/** The JSON text of bills and of money spent; as {@link XeroJson} has it, the same values give the same text. */
public final class XeroPurchaseJson {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private XeroPurchaseJson() {}

    /**
     * A document to create.
     *
     * @param contactId the only contact field that is sent, because any other would edit the contact
     */
    public static String create(TargetPurchase purchase, String contactId) {
        ObjectNode json = JsonFields.object();
        json.put("Type", purchase.way() == ExpenseWay.BILL ? "ACCPAY" : "SPEND");
        json.putObject("Contact").put("ContactID", contactId);
        if (purchase.way() == ExpenseWay.BILL) {
            json.put("InvoiceNumber", purchase.number());
            XeroJson.put(json, "DueDate", purchase.dates().due());
            json.put("Status", purchase.status().name());
        } else {
            json.put("Reference", purchase.number());
            bankAccount(json, Objects.requireNonNull(purchase.bankAccount()));
            json.put("Status", "AUTHORISED");
        }
        json.put("Url", purchase.url());
        json.put("CurrencyCode", purchase.terms().currency());
        XeroJson.put(json, "Date", purchase.dates().date());
        json.put("LineAmountTypes", taxMode(purchase.terms().taxMode()));
        ArrayNode lines = json.putArray("LineItems");
        purchase.lines().forEach(line -> lines.add(line(null, line)));
        return JsonFields.write(json);
    }

    /** The named changes of one document, addressed by its id; every line it shall have is listed. */
    public static String edit(ExpenseWay way, String targetId, PurchaseEdit edit) {
        ObjectNode json = JsonFields.object().put(idField(way), targetId);
        if (way == ExpenseWay.SPEND) {
            json.put("Type", "SPEND");
            bankAccount(json, String.valueOf(edit.bankAccount()));
        }
        XeroJson.put(json, "Date", edit.date());
        XeroJson.put(json, "DueDate", edit.due());
        json.put("LineAmountTypes", taxMode(edit.taxMode()));
        ArrayNode lines = json.putArray("LineItems");
        edit.lines().forEach(line -> lines.add(line(line.lineItemId(), line.line())));
        return JsonFields.write(json);
    }

    /** A move to another status, and nothing else. */
    public static String delete(ExpenseWay way, String targetId) {
        return JsonFields.write(JsonFields.object().put(idField(way), targetId).put("Status", "DELETED"));
    }

    private static String idField(ExpenseWay way) {
        return way == ExpenseWay.BILL ? "InvoiceID" : "BankTransactionID";
    }

    private static void bankAccount(ObjectNode json, String account) {
        json.putObject("BankAccount").put(ID.matcher(account).matches() ? "AccountID" : "Code", account);
    }

    private static String taxMode(TaxMode mode) {
        return switch (mode) {
            case EXCLUSIVE -> "Exclusive";
            case INCLUSIVE -> "Inclusive";
            case NO_TAX -> "NoTax";
        };
    }

    /** Without {@code LineAmount}: Xero computes it, and we compare the totals afterwards. */
    private static ObjectNode line(@Nullable String lineItemId, TargetPurchase.Line line) {
        ObjectNode json = JsonFields.object();
        XeroJson.put(json, "LineItemID", lineItemId);
        json.put("Description", line.description());
        json.put("Quantity", line.quantity());
        json.put("UnitAmount", line.unitAmount());
        json.put("AccountCode", line.coding().account());
        json.put("TaxType", line.coding().taxType());
        ArrayNode tracking = json.putArray("Tracking");
        List<Tracking> options = line.coding().tracking();
        options.forEach(
                each -> tracking.addObject().put("Name", each.category()).put("Option", each.option()));
        return json;
    }
}
