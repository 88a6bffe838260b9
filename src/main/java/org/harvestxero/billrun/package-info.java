/**
 * Bills periods: finds what is due, reads the work from Harvest once for all of it, has the engine bill each client's period and
 * stores the outcome in one transaction, so that a period is billed whole or not at all, and trouble of one client is its own.
 */
@NullMarked
package org.harvestxero.billrun;

import org.jspecify.annotations.NullMarked;
