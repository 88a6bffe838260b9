package org.harvestxero.billing.engine;

import java.time.LocalDate;
import org.harvestxero.billing.terms.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Hours or money a retainer granted for one period, as far as they are left.
 *
 * @param rule the retainer
 * @param granted first day of the period
 * @param expires last day it can be used; null for never
 * @param left what is left
 */
public record Lot(String rule, LocalDate granted, @Nullable LocalDate expires, Limit left) {}
