/**
 * What a JMX console needs to show an MBean well, independent of what this program does: attributes, operations and parameters with their
 * real names, a description and a unit; tables with described columns; notifications that reach slow listeners without holding anybody up.
 * Camel's own assembler names parameters p1 and p2 and knows no units.
 *
 * <p>Begin with {@link org.harvestxero.monitoring.jmx.DescribedMBean}.
 */
@NullMarked
package org.harvestxero.monitoring.jmx;

import org.jspecify.annotations.NullMarked;
