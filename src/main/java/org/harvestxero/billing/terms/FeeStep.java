package org.harvestxero.billing.terms;

import java.time.LocalDate;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * A fee and since when it holds.
 *
 * @param from first day of the periods it holds for; null for always
 * @param fee for a full period, before tax
 */
public record FeeStep(@Nullable LocalDate from, Money fee) {}
