package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Coding;

/**
 * An expense on its way to a line.
 *
 * @param expense what was spent
 * @param source the same, as results name it
 * @param worth its cost in the client's currency, unrounded
 * @param price quantity and unit amount
 * @param amount before tax
 * @param coding what its rule says about the books
 * @param differences why the amount isn't the cost
 * @param words how the amount came about
 * @param late whether it was spent before the period
 * @param meters caps it counts under
 */
record ExpenseCharge(
        Expense expense,
        Source source,
        BigDecimal worth,
        LinePrice price,
        Money amount,
        Coding coding,
        List<Difference> differences,
        String words,
        boolean late,
        List<CapMeter> meters) {}
