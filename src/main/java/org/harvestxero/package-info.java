/**
 * Starts the process and wires its parts; no rule of business lives here. Each {@code …Wiring} makes the parts of one area from those
 * before it, typed; each {@code …Parts} knows by which names routes call them and binds them once, at the end.
 */
@NullMarked
package org.harvestxero;

import org.jspecify.annotations.NullMarked;
