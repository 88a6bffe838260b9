package org.harvestxero.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What a payment costs: a copy of paid invoices with payments less one of the same invoices without. No limits. */
final class PaymentsRow {
    private static final int CLIENTS = 500;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final int invoices;

    PaymentsRow(int invoices) {
        this.invoices = invoices;
    }

    void measure(Program program, Table table) throws Exception {
        double[] without = copy(program, false);
        double[] with = copy(program, true);
        table.add("ms a payment, " + invoices, program.name(), (with[0] - without[0]) * 1e3 / invoices);
        table.add(
                "ms of processor time a payment, " + invoices, program.name(), (with[1] - without[1]) * 1e3 / invoices);
    }

    private double[] copy(Program program, boolean payments) throws Exception {
        try (StandInProcess standIns = StandInProcess.free()) {
            standIns.ask("plant " + invoices + " " + CLIENTS + " 100");
            Path home = program.home(standIns, Map.of("copy.payments", Boolean.toString(payments)));
            try (Measured copy = program.start(home, Map.of(), "copy", "--json").await(LONGEST)) {
                return new double[] {copy.seconds(), copy.cpuSeconds()};
            } finally {
                Program.delete(home);
            }
        }
    }
}
