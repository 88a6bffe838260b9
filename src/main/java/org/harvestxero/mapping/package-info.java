/**
 * Decides how a Harvest document looks in Xero. The mappers here put together what the packages below decide. Pure, so that each
 * rule of money is a function with literal tests.
 */
@NullMarked
package org.harvestxero.mapping;

import org.jspecify.annotations.NullMarked;
