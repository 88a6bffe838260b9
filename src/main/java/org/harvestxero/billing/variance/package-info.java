/** Says why a period comes to another sum than the one before: a pure function over the drafts of both. */
@NullMarked
package org.harvestxero.billing.variance;

import org.jspecify.annotations.NullMarked;
