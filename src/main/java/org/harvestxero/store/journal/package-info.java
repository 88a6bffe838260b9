/** The journals of a month's end, what they consist of and what became of them. */
@NullMarked
package org.harvestxero.store.journal;

import org.jspecify.annotations.NullMarked;
