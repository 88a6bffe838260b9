package org.harvestxero.profit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an invoice was made of, in the invoice's currency.
 *
 * @param amount its share of the line
 * @param worth at Harvest's own hours and rate; null where that is not known, as of a fee
 * @param reasons why amount is not worth, unrounded
 */
public record Part(
        Named project,
        Subject.Person person,
        Named task,
        BigDecimal amount,
        @Nullable BigDecimal worth,
        SortedMap<String, BigDecimal> reasons) {
    public Part {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /** One of which only the project is known. */
    public static Part of(Named project, BigDecimal amount) {
        return new Part(project, Subject.Person.NOBODY, Subject.NOBODY, amount, null, new TreeMap<>());
    }
}
