/** What work earned, kept month by month. */
@NullMarked
package org.harvestxero.store.profit;

import org.jspecify.annotations.NullMarked;
