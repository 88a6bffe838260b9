/**
 * What operators and their tools see of a running process: health checks, Prometheus metrics, the MBean of the connection, log lines.
 * Nothing here changes how the program works, and being watched must cost little: figures are read once for all who ask within a second.
 *
 * <p>Begin with {@link org.harvestxero.monitoring.ConnectionMBean} for JMX, {@link org.harvestxero.monitoring.VitalsFigures} for the
 * figures behind JMX and metrics, {@link org.harvestxero.monitoring.LogSetup} for the log. {@code runtime.EngineMonitor} puts them to use.
 */
@NullMarked
package org.harvestxero.monitoring;

import org.jspecify.annotations.NullMarked;
