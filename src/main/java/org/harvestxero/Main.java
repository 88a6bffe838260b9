package org.harvestxero;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.cli.Cli;

/** Starts the process; every command goes through here. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Clock clock = Clock.systemUTC();
        Cli cli = new Cli(new Wiring(clock), System.getenv(), systemProperties(), clock);
        System.exit(cli.run(List.of(arguments), System.out, System.err));
    }

    private static Map<String, String> systemProperties() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }
}
