/**
 * Tables for spreadsheets, the same wherever they are asked for: on the command line and in the console.
 *
 * <p>Columns stand in a stated order and stay; text that a spreadsheet would take for a formula is made harmless.
 */
@NullMarked
package org.harvestxero.export;

import org.jspecify.annotations.NullMarked;
