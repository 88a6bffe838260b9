/**
 * Tables of events: what happened, and how far each hook was told of it. An event is written in the transaction that records what it
 * tells, so neither is there without the other, and all of one call in one statement.
 */
@NullMarked
package org.harvestxero.store.event;

import org.jspecify.annotations.NullMarked;
