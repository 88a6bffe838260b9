package org.harvestxero.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** 300 unpaid invoices of ten clients under the limits of both sides, in real time; beside it, what n8n 2.0 was seen to take. */
final class PeerRow {
    static final String PEER = "n8n 2.0 (recorded)";

    private static final String ROW = "300 invoices under real limits: ";

    void measure(Program program, Table table) throws Exception {
        try (StandInProcess standIns = StandInProcess.start(true, Duration.ZERO, Duration.ZERO, 1)) {
            standIns.ask("plant 300 10 0");
            Path home = program.home(standIns, Program.realLimits());
            standIns.ask("begin");
            try (Measured copy = program.start(home, Map.of(), "copy", "--json").await(Duration.ofMinutes(10))) {
                table.add(ROW + "s", program.name(), copy.seconds());
            }
            Map<String, String> seen = standIns.ask("report");
            Program.delete(home);
            table.add(
                    ROW + "calls",
                    program.name(),
                    Double.parseDouble(seen.get("harvest.calls")) + Double.parseDouble(seen.get("xero.calls")));
            table.add(ROW + "s", PEER, 760);
            table.add(ROW + "calls", PEER, 700);
        }
    }
}
