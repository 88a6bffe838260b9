package org.harvestxero.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process and what it used so far: processor time, and bytes it had the system write. Linux. */
final class Measured implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final Pattern WRITTEN = Pattern.compile("(?m)^write_bytes: (\\d+)$");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final Path output;
    private final long began = System.nanoTime();
    private double cpuSeconds;
    private double writtenMegabytes;
    private double seconds;

    private Measured(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Measured start(List<String> command, Map<String, String> environment, Path home) throws IOException {
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new Measured(builder.start(), output);
    }

    /** Waits until it ends well. @throws IOException with what it said last, when it doesn't or takes too long */
    Measured await(Duration longest) throws IOException, InterruptedException {
        while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            look();
            if (seconds > longest.toSeconds()) {
                close();
                throw new IOException("It took longer than " + longest + ": " + lastWords());
            }
        }
        seconds = (System.nanoTime() - began) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("It ended with " + process.exitValue() + ": " + lastWords());
        }
        return this;
    }

    /** What it used until now; the last look before its end counts. */
    Measured look() {
        seconds = (System.nanoTime() - began) / 1e9;
        process.info().totalCpuDuration().ifPresent(busy -> cpuSeconds = busy.toNanos() / 1e9);
        writtenMegabytes = Math.max(writtenMegabytes, figure("io", WRITTEN) / 1e6);
        return this;
    }

    private double figure(String file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), file)));
            return found.find() ? Double.parseDouble(found.group(1)) : 0;
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    double writtenMegabytes() {
        return writtenMegabytes;
    }

    double seconds() {
        return seconds;
    }

    double residentMegabytes() {
        return figure("status", RESIDENT) / 1024;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /** Ends it, as a service manager does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
