/**
 * Tells how an invoice came about, from the tables alone: amounts, rules, roundings, approvals, and how it reached Xero.
 */
@NullMarked
package org.harvestxero.explain;

import org.jspecify.annotations.NullMarked;
