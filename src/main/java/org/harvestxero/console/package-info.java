/**
 * The console's door: serves the pages of {@code page} on the server of health, metrics and control, to people who are signed in, and keeps
 * everybody else out.
 *
 * <p>Begin with {@link org.harvestxero.console.Console#install}: the order of its handlers is the order of the checks. The event loop only
 * looks at heads and cookies; pages, passwords and all that waits for a database run on a few threads of the console's own.
 */
@NullMarked
package org.harvestxero.console;

import org.jspecify.annotations.NullMarked;
