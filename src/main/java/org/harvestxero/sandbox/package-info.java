/**
 * Starts a Harvest and a Xero on loopback, together or apart, empty or with a sample agency.
 *
 * <p>Each side stands alone and knows nothing of the other or of the bridge: whatever passes between them has gone over
 * HTTP, as it does outside.
 */
@NullMarked
package org.harvestxero.sandbox;

import org.jspecify.annotations.NullMarked;
