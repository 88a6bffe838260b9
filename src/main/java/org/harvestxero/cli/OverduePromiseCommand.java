package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promise",
        description = "Notes that an invoice will be paid by a day: until then nothing is done about it.")
final class OverduePromiseCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Parameters(paramLabel = "INVOICE", description = "Its number.")
    String invoice = "";

    @Option(names = "--until", required = true, paramLabel = "DATE", description = "The last day, such as 2026-12-15.")
    LocalDate until = LocalDate.MIN;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Who said so, and how.")
    @Nullable
    String reason;

    OverduePromiseCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        OverdueDesk.Item item =
                overdue.desk().promise(invoice, until, reason, overdue.session().who());
        overdue.session().print("Nothing is done about " + OverdueText.named(item) + " until " + until + ".\n");
        return 0;
    }
}
