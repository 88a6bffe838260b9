package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/**
 * A tax rate under the key that lines use.
 *
 * @param rate percent, all components together
 * @param classes the account classes it may be used with
 */
record TaxRate(
        String name,
        String taxType,
        String reportTaxType,
        BigDecimal rate,
        List<Component> components,
        Set<String> classes,
        String status) {

    static final Set<String> INCOME_CLASSES = Set.of("ASSET", "EQUITY", "LIABILITY", "REVENUE");
    static final Set<String> EXPENSE_CLASSES = Set.of("ASSET", "EQUITY", "LIABILITY", "EXPENSE");
    static final Set<String> ALL_CLASSES = Set.of("ASSET", "EQUITY", "LIABILITY", "EXPENSE", "REVENUE");

    /** @param rate percent */
    record Component(String name, BigDecimal rate, boolean compound) {}

    boolean active() {
        return "ACTIVE".equals(status);
    }

    TaxRate withStatus(String newStatus) {
        return new TaxRate(name, taxType, reportTaxType, rate, components, classes, newStatus);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("Name", name)
                .put("TaxType", taxType)
                .put("ReportTaxType", reportTaxType)
                .put("CanApplyToAssets", classes.contains("ASSET"))
                .put("CanApplyToEquity", classes.contains("EQUITY"))
                .put("CanApplyToExpenses", classes.contains("EXPENSE"))
                .put("CanApplyToLiabilities", classes.contains("LIABILITY"))
                .put("CanApplyToRevenue", classes.contains("REVENUE"))
                .put("DisplayTaxRate", percent(rate))
                .put("EffectiveRate", percent(rate))
                .put("Status", status);
        var list = json.putArray("TaxComponents");
        for (Component component : components) {
            list.addObject()
                    .put("Name", component.name())
                    .put("Rate", percent(component.rate()))
                    .put("IsCompound", component.compound())
                    .put("IsNonRecoverable", false);
        }
        return json;
    }

    private static BigDecimal percent(BigDecimal rate) {
        return rate.setScale(4, RoundingMode.HALF_UP);
    }
}
