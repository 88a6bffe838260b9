package org.harvestxero.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "discard", description = "Gives documents up, with a reason that is kept.")
final class FailedDiscardCommand implements Callable<Integer> {
    private final FailedCommand failed;

    @ArgGroup(multiplicity = "1")
    FailedSelection which = new FailedSelection();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    String reason = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FailedDiscardCommand(FailedCommand failed) {
        this.failed = failed;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            failed.session().err().println("--reason is empty: say why the documents are given up.");
            return 2;
        }
        NamedCopies named = failed.named(which);
        return named.refusals().isEmpty()
                ? failed.done(
                        "discarded",
                        failed.copyService()
                                .discard(
                                        named.ids(),
                                        reason.strip(),
                                        failed.session().who()),
                        json)
                : failed.refused(named);
    }
}
