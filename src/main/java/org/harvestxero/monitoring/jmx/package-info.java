/**
 * What an operator's console shows of an MBean: every attribute, operation and parameter with its real name, a description and a unit;
 * tables with described columns; notifications that reach slow listeners without holding anybody up. Java's own classes do the work,
 * since Camel's assembler names parameters p1, p2 and knows no units.
 */
@NullMarked
package org.harvestxero.monitoring.jmx;

import org.jspecify.annotations.NullMarked;
