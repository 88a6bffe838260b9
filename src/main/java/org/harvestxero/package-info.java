/** Starts the process and wires its parts; no rule of business lives here. */
@NullMarked
package org.harvestxero;

import org.jspecify.annotations.NullMarked;
