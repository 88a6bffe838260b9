package org.harvestxero.cli;

import org.harvestxero.api.DraftChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "remove-line", description = "Takes a line off that a reviewer added, with a reason.")
final class ReviewRemoveLineCommand extends DraftChangeCommand {
    @Option(names = "--line", required = true, paramLabel = "N", description = "Which line, from 1.")
    int line;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    String reason = "";

    ReviewRemoveLineCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    DraftChange change() {
        return new DraftChange.Removal(line, reason);
    }
}
