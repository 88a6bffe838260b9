/**
 * A Harvest account on loopback, faithful enough that a client correct against it is correct against the real one.
 *
 * <p>All state lives in memory and is touched by one event loop only, so that no rule needs a lock and every request sees
 * the account as the one before left it.
 */
@NullMarked
package org.harvestxero.sandbox.harvest;

import org.jspecify.annotations.NullMarked;
