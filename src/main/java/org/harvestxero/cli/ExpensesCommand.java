package org.harvestxero.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What people ask about costs; what is copied goes by itself. */
@Command(name = "expenses", description = "Answers questions about what was spent.")
final class ExpensesCommand {
    private ExpensesCommand() {}

    static CommandLine line(Session session) {
        return new CommandLine(new ExpensesCommand()).addSubcommand(new ContractorsCommand(session));
    }
}
