/**
 * The command line. Commands only ask {@link org.harvestxero.api.CopyService} and print what it says, so that the same command
 * runs in its own process or inside the one that holds the home. Data goes to standard output, everything else to standard error.
 */
@NullMarked
package org.harvestxero.cli;

import org.jspecify.annotations.NullMarked;
