package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that really went out of Harvest, before tax.
 *
 * @param number as the client knows it
 * @param period the days Harvest says it bills; null where it doesn't say
 * @param items its lines; a discount is one more, negative
 * @param retainerFunding whether it adds funds to a retainer instead of billing work
 */
public record Invoiced(
        String number, LocalDate issueDate, @Nullable BillingPeriod period, List<Item> items, boolean retainerFunding) {
    /**
     * One line.
     *
     * @param quantity hours or pieces
     * @param unitPrice of one
     * @param amount what it adds to the invoice
     * @param project null on a line that belongs to none
     */
    public record Item(
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            Money amount,
            @Nullable Project project) {}

    public Invoiced {
        items = List.copyOf(items);
    }
}
