/** Where the process starts: {@link org.harvestxero.Main} reads the command line and has {@code wiring} put the program together. */
@NullMarked
package org.harvestxero;

import org.jspecify.annotations.NullMarked;
