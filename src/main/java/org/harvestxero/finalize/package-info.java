/**
 * Turns approved drafts into invoices: a mirror in Harvest where one is exactly possible, Xero through the outbox, then files and
 * mail. What is asked of the other side is recorded before it is asked, what came of it after; a draft is found again by its
 * reserved number, so no crash and no lost reply makes a second one.
 */
@NullMarked
package org.harvestxero.finalize;

import org.jspecify.annotations.NullMarked;
