/**
 * Sends what is planned: claims rows into batches, matches Xero's verdicts to them, and finds what a lost reply left behind.
 */
@NullMarked
package org.harvestxero.copy.outbox;

import org.jspecify.annotations.NullMarked;
