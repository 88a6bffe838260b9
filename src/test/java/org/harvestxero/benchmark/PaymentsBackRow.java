package org.harvestxero.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Payments that were recorded in Xero drain into Harvest under its limit, in a time that passes several times as fast. */
final class PaymentsBackRow {
    private static final int CLIENTS = 500;
    /** A list of what is there, and the payment. */
    private static final int CALLS_EACH = 2;

    private static final double CALLS = 100;
    private static final double WINDOW_SECONDS = 15;
    /** Each carries on where the one before ended. */
    private static final int COMMANDS = 4;

    private final int payments;
    private final int speed;

    PaymentsBackRow(int payments, int speed) {
        this.payments = payments;
        this.speed = speed;
    }

    void measure(Program program, Table table) throws Exception {
        double ideal = Math.max(1, (CALLS_EACH * payments - CALLS) / CALLS * WINDOW_SECONDS);
        Duration longest = Duration.ofSeconds((long) (4 * ideal / speed) + 600);
        try (StandInProcess standIns = StandInProcess.start(true, Duration.ZERO, Duration.ZERO, speed)) {
            standIns.ask("plant " + payments + " " + CLIENTS + " 0");
            Map<String, String> settings = new HashMap<>(Program.realLimits());
            settings.put("copy.payments", "false");
            settings.put("copy.payments-back", "follow");
            Path home = program.home(standIns, settings);
            try (Measured copy = program.start(home, standIns.time(), "copy", "--json")) {
                copy.await(longest);
            }
            standIns.ask("pay");
            standIns.ask("begin");
            Map<String, String> seen = Map.of();
            for (int i = 0; i < COMMANDS && !Integer.toString(payments).equals(seen.get("harvest.paid")); i++) {
                try (Measured copy = program.start(home, standIns.time(), "copy", "--json")) {
                    copy.await(longest);
                }
                seen = standIns.ask("report");
            }
            Program.delete(home);
            if (!Integer.toString(payments).equals(seen.get("harvest.paid"))) {
                throw new IllegalStateException("Not all were recorded: " + seen);
            }
            String rows = payments + " payments back: ";
            table.add(rows + "times Harvest's limit", program.name(), 1 / Double.parseDouble(seen.get("share")));
            table.floor(rows + "times Harvest's limit", "1");
            table.add(rows + "calls to Harvest", program.name(), Double.parseDouble(seen.get("harvest.calls")));
            table.add(rows + "calls to Xero", program.name(), Double.parseDouble(seen.get("xero.calls")));
            table.add(rows + "calls refused (429)", program.name(), Double.parseDouble(seen.get("refused")));
            table.floor(rows + "calls refused (429)", "0");
        }
    }
}
