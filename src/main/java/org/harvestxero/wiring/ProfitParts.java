package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.profitability.BudgetWatch;
import org.harvestxero.profitability.DefaultProfit;
import org.harvestxero.profitability.OwnerReport;
import org.harvestxero.profitability.ProfitMails;

/** What reckons and tells what work earned. */
record ProfitParts(DefaultProfit profit, BudgetWatch budgets, OwnerReport ownerReport, ProfitMails mails) {
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("budgets", budgets);
        registry.accept("ownerReport", ownerReport);
        registry.accept("profitMails", mails);
    }
}
