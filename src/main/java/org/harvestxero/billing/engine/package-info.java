/**
 * Turns one client's period of work into drafts, and says of everything that isn't billed why.
 *
 * <p>One pure function over plain records. Whatever comes in lands in exactly one bucket; the run proves it on its own
 * result before anybody sees it, because a bill that doesn't tie must not leave the house.
 */
@NullMarked
package org.harvestxero.billing.engine;

import org.jspecify.annotations.NullMarked;
