package org.harvestxero.cli;

import java.time.Clock;
import java.util.Map;
import org.harvestxero.runtime.Engine;

/**
 * What a process that carries out a command line was started with.
 *
 * @param environment usually {@link System#getenv()}
 * @param properties the JVM's system properties; {@code harvest-xero.home} and {@code harvest-xero.program} say where to look
 * @param opener opens pages that were found to be one side's own
 */
record ProcessContext(
        Engine.Starter starter,
        Map<String, String> environment,
        Map<String, String> properties,
        Clock clock,
        Browser.Opener opener) {
    ProcessContext {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }
}
