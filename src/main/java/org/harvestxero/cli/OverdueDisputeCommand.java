package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dispute",
        description = "Notes that something is wrong with an invoice: until a day nothing is done about it.")
final class OverdueDisputeCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Parameters(paramLabel = "INVOICE", description = "Its number.")
    String invoice = "";

    @Option(names = "--until", required = true, paramLabel = "DATE", description = "The last day, such as 2026-12-15.")
    LocalDate until = LocalDate.MIN;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "What is wrong; kept in the audit.")
    String reason = "";

    OverdueDisputeCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            overdue.session().err().println("--reason is empty: say what is wrong with the invoice.");
            return 2;
        }
        OverdueDesk.Item item = overdue.desk()
                .dispute(invoice, until, reason.strip(), overdue.session().who());
        overdue.session().print("Nothing is done about " + OverdueText.named(item) + " until " + until + ".\n");
        return 0;
    }
}
