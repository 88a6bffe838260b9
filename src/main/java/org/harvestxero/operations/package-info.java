/**
 * Runs the program and lets people see and command it: start and stop, the home's lock, live routes, health, metrics, JMX. What
 * commands need from the copying side is the small interface {@link org.harvestxero.operations.Work}, so that command line, JMX
 * and loopback control are three doors to one room.
 */
@NullMarked
package org.harvestxero.operations;

import org.jspecify.annotations.NullMarked;
