/**
 * Copies Harvest's documents to Xero exactly once: one cycle reads what Harvest shows, plans what to do, sends it in batches and
 * records the verdicts. Here are the cycle itself, what may be asked of it, and its dry run; the order of its stages is in {@code routes/}.
 */
@NullMarked
package org.harvestxero.copy;

import org.jspecify.annotations.NullMarked;
