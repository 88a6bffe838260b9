/**
 * Reads the sides of a reconciliation and keeps what it found. Lists come in an order of their own, so each document is put down in a
 * file as it is read and the files are gone through together, sorted by Harvest's ids: memory stays flat however many there are. What
 * differs, and why, is decided in {@code reconciliation}; nothing is decided on a list that was not read to its end.
 */
@NullMarked
package org.harvestxero.reconcile;

import org.jspecify.annotations.NullMarked;
