/** Lets people and their tools see how the program does: health, metrics, JMX, log lines. */
@NullMarked
package org.harvestxero.monitoring;

import org.jspecify.annotations.NullMarked;
