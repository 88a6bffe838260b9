/**
 * The tables about a connection as a whole: {@code ConnectionTable} says whether it works or is paused, {@code BelongingTable} whose
 * books its links lead to, {@code TokenTable} keeps its sealed tokens, {@code AlarmTable} what a person must see to, and
 * {@code CounterTable} what was counted.
 */
@NullMarked
package org.harvestxero.store.connection;

import org.jspecify.annotations.NullMarked;
