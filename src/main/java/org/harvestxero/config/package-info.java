/**
 * Reads what an operator set: one catalogue names every key with its default, unit and meaning, and everything is checked before
 * anything starts, because a typo found at month end is found too late.
 */
@NullMarked
package org.harvestxero.config;

import org.jspecify.annotations.NullMarked;
