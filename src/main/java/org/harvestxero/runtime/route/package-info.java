/**
 * The route files of a home while the program runs: read, checked as a whole, and made live only if everything they name exists. Operators
 * edit these files in production, so a mistake must be refused with its file and line while what ran goes on.
 *
 * <p>Begin with {@link org.harvestxero.runtime.route.RouteDeployer}, which notices an edit, and
 * {@link org.harvestxero.runtime.route.RouteCheck}, which says whether a set of files would run; {@code RouteTree} is a file as the checks
 * see it.
 */
@NullMarked
package org.harvestxero.runtime.route;

import org.jspecify.annotations.NullMarked;
