package org.harvestxero.benchmark;

import static org.harvestxero.http.Browser.freePort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A packaged program: this build's, or that of another one.
 *
 * @param folder as {@code mvn package} leaves it in {@code target/harvest-xero}
 */
record Program(String name, Path folder) {
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A home between the stand-ins, without limits of its own unless the settings say so. */
    Path home(StandInProcess standIns, Map<String, String> more) throws IOException {
        Path home = Files.createTempDirectory("benchmark");
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("harvest.base-url", standIns.harvest()),
                Map.entry("harvest.account-id", "1000001"),
                Map.entry("harvest.access-token", "sandbox-harvest-token"),
                Map.entry("harvest.calls-per-15-seconds", "1000000"),
                Map.entry("xero.api-url", standIns.xero()),
                Map.entry("xero.identity-url", standIns.xero()),
                Map.entry("xero.client-id", "sandbox-client"),
                Map.entry("xero.client-secret", "sandbox-secret"),
                Map.entry("xero.calls-per-minute", "1000000"),
                Map.entry("xero.day-reserve", "0"),
                Map.entry("http.port", Integer.toString(freePort())),
                Map.entry("copy.schedule", "0 0 0 1 1 ?"),
                Map.entry("bill.schedule", "0 0 0 1 1 ?"),
                Map.entry(
                        "copy.since",
                        LocalDate.now(Clock.systemUTC()).minusDays(60).toString()),
                Map.entry("copy.revenue-account", "200"),
                Map.entry("copy.payment-account", "090")));
        settings.putAll(more);
        Files.writeString(
                home.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.copy(folder.resolve("mappings.yaml"), home.resolve("mappings.yaml"));
        try (Stream<Path> files = Files.walk(folder.resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(folder.relativize(file)));
            }
        }
        return home;
    }

    /** The limits of both sides, as shipped. */
    static Map<String, String> realLimits() {
        return Map.of("harvest.calls-per-15-seconds", "100", "xero.calls-per-minute", "60");
    }

    /** Starts it as people do, with the flags of its own start script, but without an archive of classes. */
    Measured start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("HARVEST_XERO_ARCHIVE", "off");
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/harvest-xero").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return Measured.start(command, all, home);
    }

    /** Starts it without its script, whose flags would have the JVM say nothing. */
    Measured startPlain(Path home, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(flags);
        command.addAll(List.of("-Dharvest-xero.program=" + folder, "-cp", classPath(), "org.harvestxero.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return Measured.start(command, Map.of(), home);
    }

    /** The jars of the program, without its start script. */
    String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            return jars.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
