/**
 * Copies Harvest's documents to Xero exactly once: records what Harvest shows, plans what to do, sends it in batches, reads the
 * verdicts, looks for what a lost reply left behind. Each class is one bean that a route names; the order of things is in
 * {@code routes/}.
 */
@NullMarked
package org.harvestxero.copying;

import org.jspecify.annotations.NullMarked;
