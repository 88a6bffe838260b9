package org.harvestxero;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real program in a process of its own, to be killed. */
final class KilledProcess {
    private KilledProcess() {}

    /** Starts a command on a home; what it prints is in the file {@code output} there. */
    static Process start(Path home, String... command) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> program = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dharvest-xero.home=" + home,
                "-Dharvest-xero.program=" + Path.of("").toAbsolutePath(),
                "org.harvestxero.Main");
        return new ProcessBuilder(
                        Stream.concat(program.stream(), Stream.of(command)).toList())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
    }
}
