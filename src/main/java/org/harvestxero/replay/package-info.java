/** Bills past periods on trial and holds them against the invoices that really went out; writes nothing. */
@NullMarked
package org.harvestxero.replay;

import org.jspecify.annotations.NullMarked;
