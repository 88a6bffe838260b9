/**
 * Keeps what work earned month by month: {@link org.harvestxero.profitability.MonthReader} reads a month from both sides and has
 * {@code profit} make facts of it, {@link org.harvestxero.profitability.ProfitUpkeep} finds the months that changed, and
 * {@link org.harvestxero.profitability.DefaultProfit} answers from what is kept.
 */
@NullMarked
package org.harvestxero.profitability;

import org.jspecify.annotations.NullMarked;
