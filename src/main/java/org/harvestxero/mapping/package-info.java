/**
 * Decides how a Harvest document looks in Xero: account, tax type, tracking, the lines whose total is equal to the cent, and
 * the plain words of what stands in the way. Pure, so that each rule of money is a function with literal tests.
 */
@NullMarked
package org.harvestxero.mapping;

import org.jspecify.annotations.NullMarked;
