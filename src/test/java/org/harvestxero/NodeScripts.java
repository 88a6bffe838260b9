package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Scripts of {@code src/test/node} with what they need, in the versions pinned there; installed once, below {@code target}. */
public final class NodeScripts {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path HERE = Path.of("target/node");

    private NodeScripts() {}

    /** Skips the test where npm is missing or can't install what the scripts need. */
    public static void install() throws IOException, InterruptedException {
        assumeTrue(succeeds("npm", "--version"), "npm is not there, so the clients for Node are not run");
        Files.createDirectories(HERE);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, HERE.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = HERE.resolve("node_modules/.installed");
        String wanted = Files.readString(SCRIPTS.resolve("package-lock.json"));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            assumeTrue(
                    succeeds("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
                    "npm could not install the clients for Node: see " + HERE.resolve("said.txt"));
            Files.writeString(installed, wanted);
        }
    }

    /** What a script tallied: its last line, as JSON. */
    public static JsonNode run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        assertThat(ran(command, environment))
                .as("%s: %s", command, Files.readString(HERE.resolve("said.txt")))
                .isZero();
        List<String> lines = Files.readAllLines(HERE.resolve("said.txt"));
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return ran(List.of(command), Map.of()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int ran(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HERE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HERE.resolve("said.txt").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within ten minutes");
        }
        return process.exitValue();
    }
}
