package org.harvestxero.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is left after full collections of a copy in 256 MB, of few and of many invoices. */
final class HeapRow {
    private static final int CLIENTS = 500;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Pattern AFTER_FULL = Pattern.compile("Pause Full.*?(\\d+)M->(\\d+)M");

    private final int[] sizes;

    HeapRow(int... sizes) {
        this.sizes = sizes;
    }

    void measure(Program program, Table table) throws Exception {
        for (int invoices : sizes) {
            try (StandInProcess standIns = StandInProcess.free()) {
                standIns.ask("plant " + invoices + " " + CLIENTS + " 0");
                Path home = program.home(standIns, Map.of());
                Path log = home.resolve("gc.log");
                try (Measured copy = program.startPlain(
                        home,
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xlog:gc:file=" + log),
                        "copy",
                        "--json")) {
                    copy.await(LONGEST);
                }
                table.add(
                        "MB of heap after full collections, " + invoices + " invoices",
                        program.name(),
                        AFTER_FULL
                                .matcher(Files.readString(log))
                                .results()
                                .mapToInt(found -> Integer.parseInt(found.group(2)))
                                .max()
                                .orElse(0));
                Program.delete(home);
            }
        }
    }
}
