/**
 * Keeps what is known: Harvest's documents, their Xero copies, what is still to be done and why something could not be done.
 * Rows move only along their state machine, by compare-and-set, so that a crash leaves a state the next run goes on from.
 */
@NullMarked
package org.harvestxero.store;

import org.jspecify.annotations.NullMarked;
