package org.harvestxero.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What people have to do about Harvest's invoices of drafts. */
@Command(name = "mirror", description = "Answers questions about the Harvest invoices of what is billed here.")
final class MirrorCommand {
    private MirrorCommand() {}

    static CommandLine line(Session session) {
        return new CommandLine(new MirrorCommand()).addSubcommand(new MirrorListCommand(session));
    }
}
