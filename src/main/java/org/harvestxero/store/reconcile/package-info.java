/**
 * What is kept of reconciliations, and what our own side of them is read from: many documents at once, by their ids, so that one
 * statement serves a thousand.
 */
@NullMarked
package org.harvestxero.store.reconcile;

import org.jspecify.annotations.NullMarked;
