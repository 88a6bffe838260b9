/**
 * The words and values of billing: money, hours, rates, and what people tracked.
 *
 * <p>Pure Java without clock, files or network, so that every cent can be recomputed and tested from plain records. The
 * sub-packages build on it: {@code calendar} says when, {@code terms} what was agreed, {@code engine} how much.
 */
@NullMarked
package org.harvestxero.billing;

import org.jspecify.annotations.NullMarked;
