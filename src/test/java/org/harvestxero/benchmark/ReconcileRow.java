package org.harvestxero.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code reconcile} costs with few and with many copied invoices, half of them paid: processor time, and memory in 96 MB. */
final class ReconcileRow {
    private static final int CLIENTS = 500;
    private static final int PAID_PERCENT = 50;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Pattern HEAP = Pattern.compile("Pause Full.*?(\\d+)M->(\\d+)M");

    private final int[] sizes;

    ReconcileRow(int... sizes) {
        this.sizes = sizes;
    }

    void measure(Program program, Table table) throws Exception {
        for (int invoices : sizes) {
            try (StandInProcess standIns = StandInProcess.free()) {
                standIns.ask("plant " + invoices + " " + CLIENTS + " " + PAID_PERCENT);
                Path home = program.home(standIns, Map.of("copy.payments", "true"));
                try (Measured copy = program.start(home, Map.of(), "copy", "--json")) {
                    copy.await(LONGEST);
                }
                reconcile(program, table, home, invoices);
                Program.delete(home);
            }
        }
    }

    /** What is left after a full collection is what it holds; garbage that young ones pass on is not. */
    private static void reconcile(Program program, Table table, Path home, int invoices) throws Exception {
        Path log = home.resolve("gc.log");
        try (Measured looked = program.startPlain(
                home,
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xlog:gc:file=" + log),
                "reconcile",
                "--json")) {
            looked.await(LONGEST);
            String of = ", " + invoices + " invoices reconciled";
            table.add("seconds of processor time" + of, program.name(), looked.cpuSeconds());
            table.add(
                    "MB of heap after full collections, at most" + of,
                    program.name(),
                    HEAP.matcher(Files.readString(log))
                            .results()
                            .mapToInt(found -> Integer.parseInt(found.group(2)))
                            .max()
                            .orElse(0));
        }
    }
}
