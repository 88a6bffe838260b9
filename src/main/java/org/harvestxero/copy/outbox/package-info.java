/**
 * Sends what is planned: claims rows into batches, matches Xero's verdicts to them, and finds what a lost reply left behind.
 *
 * <p>A batch whose answer is missing is sent again under the same idempotency key while Xero remembers the key; after that
 * {@link org.harvestxero.copy.outbox.LostBatchRecovery} takes over, which searches Xero for our marks and never repeats a write.
 */
@NullMarked
package org.harvestxero.copy.outbox;

import org.jspecify.annotations.NullMarked;
