/**
 * Payments back: money that came in and was recorded in Xero is recorded in Harvest, too, each payment once and never in a circle. What
 * has a twin is known by the table of links that copying keeps, whichever way it went; so neither direction takes the other's for new.
 */
@NullMarked
package org.harvestxero.paymentsback;

import org.jspecify.annotations.NullMarked;
