/**
 * The life of a process: start, stop, the home's lock, leadership, the server for health, metrics and commands, the watch over the clock.
 * The command line starts an {@link org.harvestxero.runtime.Engine} in one of four modes, from beans alone up to a process that stays up,
 * and asks it for the services of {@code api}.
 *
 * <p>Begin with {@link org.harvestxero.runtime.CamelEngine#start}: it picks the route files ({@code RouteSelection}), starts Camel
 * ({@code CamelStart}) and, in a process that stays up, everything around it ({@code ProcessServices}).
 */
@NullMarked
package org.harvestxero.runtime;

import org.jspecify.annotations.NullMarked;
