/**
 * Says which billing periods are due, and on which days they close, are issued and fall due.
 *
 * <p>It knows dates only, neither money nor a clock: what is due follows from the agreement and an instant handed in, so
 * a missed trigger loses nothing and a doubled one changes nothing.
 */
@NullMarked
package org.harvestxero.billing.calendar;

import org.jspecify.annotations.NullMarked;
