/**
 * Tables about a connection as a whole: whether it works, whom its links belong to, its tokens, alarms and counters.
 */
@NullMarked
package org.harvestxero.store.connection;

import org.jspecify.annotations.NullMarked;
