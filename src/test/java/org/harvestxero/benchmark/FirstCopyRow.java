package org.harvestxero.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The first copy of paid invoices under the limits of both sides, in a time that passes several times as fast. */
final class FirstCopyRow {
    private static final int CLIENTS = 500;
    private static final double CALLS = 100;
    private static final double WINDOW_SECONDS = 15;

    /** A command may end while documents wait for a limit; the next one goes on with them. */
    private static final int COMMANDS = 3;

    private final int invoices;
    private final int speed;

    FirstCopyRow(int invoices, int speed) {
        this.invoices = invoices;
        this.speed = speed;
    }

    void measure(Program program, Table table) throws Exception {
        measure(program, table, "no latency", Duration.ZERO, Duration.ZERO);
        measure(program, table, "300 ms / 1.5 s", Duration.ofMillis(300), Duration.ofMillis(1_500));
    }

    /** Harvest answers so many lists of payments: the first hundred at once, then a hundred every 15 seconds. */
    private double idealSeconds() {
        return Math.max(1, (invoices - CALLS) / CALLS * WINDOW_SECONDS);
    }

    private void measure(Program program, Table table, String latency, Duration harvest, Duration xero)
            throws Exception {
        try (StandInProcess standIns = StandInProcess.start(true, harvest, xero, speed)) {
            standIns.ask("plant " + invoices + " " + CLIENTS + " 100");
            Map<String, String> settings = new HashMap<>(Program.realLimits());
            settings.put("copy.payments", "true");
            Path home = program.home(standIns, settings);
            standIns.ask("begin");
            Duration longest = Duration.ofSeconds((long) (4 * idealSeconds() / speed) + 600);
            Map<String, String> seen = Map.of();
            for (int i = 0; i < COMMANDS && !Integer.toString(invoices).equals(seen.get("payments")); i++) {
                try (Measured copy = program.start(home, standIns.time(), "copy", "--json")) {
                    copy.await(longest);
                }
                seen = standIns.ask("report");
            }
            Program.delete(home);
            if (!seen.get("payments").equals(Integer.toString(invoices))) {
                throw new IllegalStateException("Not all were copied: " + seen);
            }
            String rows = "copy of " + invoices + " paid, " + latency + ": ";
            double all = Double.parseDouble(seen.get("all"));
            table.add(rows + "s until the first document", program.name(), Double.parseDouble(seen.get("first")));
            table.add(rows + "s until all", program.name(), all);
            table.floor(rows + "s until all", String.format(Locale.ROOT, "%.0f", idealSeconds()));
            table.add(rows + "times the limits' ideal", program.name(), all / idealSeconds());
            table.floor(rows + "times the limits' ideal", "1");
            table.add(rows + "share of Harvest's limit", program.name(), Double.parseDouble(seen.get("share")));
            table.floor(rows + "share of Harvest's limit", "1");
            table.add(rows + "most calls in flight at Xero", program.name(), Double.parseDouble(seen.get("flight")));
            table.add(rows + "calls refused (429)", program.name(), Double.parseDouble(seen.get("refused")));
            table.floor(rows + "calls refused (429)", "0");
            table.add(rows + "calls to Harvest", program.name(), Double.parseDouble(seen.get("harvest.calls")));
            table.add(rows + "calls to Xero", program.name(), Double.parseDouble(seen.get("xero.calls")));
        }
    }
}
