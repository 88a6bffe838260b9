/** The Model Context Protocol over standard input and output: all of it is passed on to the process that runs for the home. */
@NullMarked
package org.harvestxero.mcp.stdio;

import org.jspecify.annotations.NullMarked;
