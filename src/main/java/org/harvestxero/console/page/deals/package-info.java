/**
 * Pages about bills before they are drafts, and about the agreements they are made by. Whatever reads Harvest is done in the background: a
 * year of work takes longer than a click may.
 */
@NullMarked
package org.harvestxero.console.page.deals;

import org.jspecify.annotations.NullMarked;
