/** Runs the program: start and stop, the home's lock, leadership, the control server, the clock. */
@NullMarked
package org.harvestxero.runtime;

import org.jspecify.annotations.NullMarked;
