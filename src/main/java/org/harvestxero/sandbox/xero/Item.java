package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A price list item; what a line does not say itself comes from here. */
record Item(
        UUID id,
        String code,
        String name,
        @Nullable String description,
        @Nullable BigDecimal unitPrice,
        @Nullable String accountCode,
        @Nullable String taxType,
        long updated) {

    Item coded(String newCode) {
        return new Item(id, newCode, name, description, unitPrice, accountCode, taxType, updated);
    }

    ObjectNode toJson(int unitDecimals) {
        ObjectNode json = Json.object().put("ItemID", id.toString()).put("Code", code);
        if (description != null) {
            json.put("Description", description);
        }
        json.put("UpdatedDateUTC", XeroDates.instant(updated)).putObject("PurchaseDetails");
        ObjectNode sales = json.putObject("SalesDetails");
        if (unitPrice != null) {
            sales.put("UnitPrice", unitPrice.setScale(unitDecimals, RoundingMode.HALF_UP));
        }
        if (accountCode != null) {
            sales.put("AccountCode", accountCode);
        }
        if (taxType != null) {
            sales.put("TaxType", taxType);
        }
        return json.put("Name", name)
                .put("IsTrackedAsInventory", false)
                .put("IsSold", true)
                .put("IsPurchased", false);
    }
}
