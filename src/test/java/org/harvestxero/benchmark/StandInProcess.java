package org.harvestxero.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@link StandIns} as a process, in a time that may pass several times as fast: {@code libfaketime} shows it to the process, and to
 * programs started with {@link #time}, for clocks and for waits alike.
 */
final class StandInProcess implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private final Map<String, String> addresses;
    private final int speed;
    private final long began;

    private StandInProcess(Process process, int speed, long began) throws IOException {
        this.process = process;
        this.speed = speed;
        this.began = began;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.addresses = answer();
    }

    /** @param speed how many seconds pass in one; 1 needs nothing */
    static StandInProcess start(boolean limits, Duration harvestAnswers, Duration xeroAnswers, int speed)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Program.java(),
                        "-Xmx4g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandIns.class.getName(),
                        limits ? "limits" : "free",
                        Long.toString(harvestAnswers.toMillis()),
                        Long.toString(xeroAnswers.toMillis())))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long began = System.nanoTime();
        builder.environment().putAll(time(speed, 0));
        return new StandInProcess(builder.start(), speed, began);
    }

    static StandInProcess free() throws IOException {
        return start(false, Duration.ZERO, Duration.ZERO, 1);
    }

    String harvest() {
        return addresses.getOrDefault("harvest", "");
    }

    String xero() {
        return addresses.getOrDefault("xero", "");
    }

    Map<String, String> ask(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
        return answer();
    }

    private Map<String, String> answer() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("standins ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("The stand-ins ended");
        }
        Map<String, String> words = new HashMap<>();
        for (String word : line.substring("standins ".length()).split(" ")) {
            int equals = word.indexOf('=');
            words.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return words;
    }

    /** What a process that starts now needs in its environment to live in the same time, but for a fraction of a second. */
    Map<String, String> time() throws IOException {
        return time(speed, (System.nanoTime() - began) / 1e9 * (speed - 1));
    }

    /** @param ahead seconds by which its clock is ahead when it starts */
    private static Map<String, String> time(int speed, double ahead) throws IOException {
        return speed == 1
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD",
                        library().toString(),
                        "FAKETIME",
                        String.format(Locale.ROOT, "+%.3f x%d", ahead, speed),
                        "FAKETIME_DISABLE_SHM", // its lock would have both processes wait for one another
                        "1");
    }

    private static Path library() throws IOException {
        try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
            return places.map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("libfaketime is missing (Debian: faketime); -Dbench.speed=1 needs none"));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
