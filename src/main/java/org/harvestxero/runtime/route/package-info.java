/**
 * Route files while the program runs: read, checked as a whole, and made live only where every name and option in them exists.
 */
@NullMarked
package org.harvestxero.runtime.route;

import org.jspecify.annotations.NullMarked;
