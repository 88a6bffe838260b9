package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.store.profit.ProfitInvoiceTable;

/** What an amount without an invoice is converted at: the rate of the latest invoice of its currency up to the end of the month. */
final class CurrencyRates {
    private final ProfitInvoiceTable invoices;
    private final String base;
    private final YearMonth month;
    private final List<IncomeDocument> documents;

    /** @param documents of the month, which need not be kept yet */
    CurrencyRates(ProfitInvoiceTable invoices, String base, YearMonth month, List<IncomeDocument> documents) {
        this.invoices = invoices;
        this.base = base;
        this.month = month;
        this.documents = documents;
    }

    /** Units of the currency for one of the company's; empty where no invoice says it. */
    Optional<BigDecimal> of(String currency) {
        if (currency.equals(base)) {
            return Optional.of(BigDecimal.ONE);
        }
        Optional<BigDecimal> here = documents.stream()
                .filter(document -> document.identity().currency().equals(currency))
                .max(Comparator.comparing(document -> document.identity().date()))
                .map(IncomeDocument::rate);
        return here.isPresent()
                ? here
                : invoices.rate(currency, month.minusMonths(1).atEndOfMonth());
    }
}
