/** How much of a project's budget is used, which steps were passed, and when it will be used up. Pure. */
@NullMarked
package org.harvestxero.profit.budget;

import org.jspecify.annotations.NullMarked;
