package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Work of one client that its bills have held back.
 *
 * @param worth at Harvest's own rates, rounded to the decimals of its currency
 * @param pieces time entries and expenses
 * @param oldest day of work
 */
public record HeldWork(
        String client, BigDecimal hours, BigDecimal worth, String currency, int pieces, LocalDate oldest) {}
