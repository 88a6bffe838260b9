package org.harvestxero.profit;

import java.math.BigDecimal;
import org.harvestxero.monthend.CostEntry;
import org.jspecify.annotations.Nullable;

/** A time entry with what it costs and what it may be billed at. */
public record WorkEntry(CostEntry cost, Price price) {

    /**
     * @param rate Harvest's own price of an hour, in the client's currency; null where it has none
     * @param billed whether it is on an invoice in Harvest
     * @param currency the client's; empty when Harvest shows none
     * @param invoice Harvest's id of the invoice it is on; 0 for none
     */
    public record Price(boolean billable, @Nullable BigDecimal rate, boolean billed, String currency, long invoice) {
        /** On no invoice that Harvest names. */
        public Price(boolean billable, @Nullable BigDecimal rate, boolean billed, String currency) {
            this(billable, rate, billed, currency, 0);
        }
    }
}
