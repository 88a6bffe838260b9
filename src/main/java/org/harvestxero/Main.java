package org.harvestxero;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.cli.Cli;
import org.harvestxero.runtime.StopWithin;
import org.harvestxero.wiring.EngineWiring;

/** Starts the process; every command goes through here. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        StopWithin.watch();
        Clock clock = Clock.systemUTC();
        PrintStream out = speaking("stdout.encoding", System.out, FileDescriptor.out);
        System.setOut(System.err); // what a library prints is no answer of ours
        Cli cli = new Cli(new EngineWiring(clock), System.getenv(), systemProperties(), clock);
        StopWithin.exit(cli.run(List.of(arguments), out, speaking("stderr.encoding", System.err, FileDescriptor.err)));
    }

    /** Where no language is set, as under systemd, Java would write ASCII and a question mark for every other letter. */
    private static PrintStream speaking(String property, PrintStream given, FileDescriptor to) {
        String encoding = System.getProperty(
                property, System.getProperty("sun." + property, System.getProperty("native.encoding", "")));
        boolean ascii = encoding.isEmpty() || encoding.equals("US-ASCII") || encoding.startsWith("ANSI_X3.4");
        return ascii ? new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8) : given;
    }

    private static Map<String, String> systemProperties() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }
}
