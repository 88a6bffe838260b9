/**
 * Decides what a new or changed document asks of Xero, and records it as an intent, a skip or a failed copy; sends nothing.
 */
@NullMarked
package org.harvestxero.copy.plan;

import org.jspecify.annotations.NullMarked;
