package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.CopyService;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retry",
        description = {
            "Tries documents again at the next look, at once when the process is running.",
            "Name documents, or a cause to try all that it blocks."
        })
final class FailedRetryCommand implements Callable<Integer> {
    private final FailedCommand failed;

    @ArgGroup(multiplicity = "1")
    FailedSelection which = new FailedSelection();

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FailedRetryCommand(FailedCommand failed) {
        this.failed = failed;
    }

    @Override
    public Integer call() {
        CopyService copyService = failed.copyService();
        Long cause = FailedCommand.number(which.cause);
        if (cause != null) {
            return failed.done(
                    "retried", copyService.retryCause(cause, failed.session().who()), json);
        }
        NamedCopies named = failed.named(which);
        return named.refusals().isEmpty()
                ? failed.done(
                        "retried",
                        copyService.retry(named.ids(), failed.session().who()),
                        json)
                : failed.refused(named);
    }
}
