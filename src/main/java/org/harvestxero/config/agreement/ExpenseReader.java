package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.harvestxero.billing.terms.ExpenseRule;
import org.harvestxero.billing.terms.ExpenseTerms;

/** Reads how expenses are billed. */
final class ExpenseReader {
    private ExpenseReader() {}

    static ExpenseTerms read(Section section) {
        Map<Currency, BigDecimal> rates = new HashMap<>();
        section.pairs("exchange")
                .forEach((code, rate) -> rates.put(section.currency("exchange", code), new BigDecimal(rate)));
        return new ExpenseTerms(
                PricingReader.approval(section),
                section.flag("nonBillable", false),
                section.list("rules").stream().map(ExpenseReader::rule).toList(),
                rates,
                section.text("lines", "each").equals("by category"));
    }

    private static ExpenseRule rule(Section section) {
        ExpenseRule.Fate fate =
                section.choice("do", "bill", word -> ConstantNames.constant(ExpenseRule.Fate.class, word));
        if (fate != ExpenseRule.Fate.BILL && !section.has("reason")) {
            throw section.fault("do", "expenses that aren't billed need a reason");
        }
        return new ExpenseRule(
                MatchReader.match(section.in("for")),
                fate,
                section.number("markUp", BigDecimal.ZERO),
                section.numberOrNull("unitPrice"),
                MatchReader.coding(section),
                section.text("reason", ""));
    }
}
