/**
 * What assistants may ask: each tool says what it takes and answers, and asks the same interfaces as the command line and the console. What
 * people wrote in Harvest and Xero is told as a quotation, never as a sentence of ours.
 */
@NullMarked
package org.harvestxero.mcp.tool;

import org.jspecify.annotations.NullMarked;
