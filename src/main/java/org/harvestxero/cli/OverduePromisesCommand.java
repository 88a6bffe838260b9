package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "promises", description = "Shows which promises to pay were kept.")
final class OverduePromisesCommand implements Callable<Integer> {
    private static final int LONGEST = 3_650;

    private final OverdueCommand overdue;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "365",
            description = "Made in the last days; usually 365.")
    int days;

    @Option(names = "--known", description = "As last read, without asking Xero.")
    boolean known;

    @ArgGroup
    @Nullable
    OverdueForm form;

    OverduePromisesCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > LONGEST) {
            overdue.session().err().println("--days is 1 to " + LONGEST + ".");
            return 2;
        }
        OverdueDesk desk = known ? overdue.desk() : overdue.calling();
        int code = overdue.refreshed(desk, known);
        OverdueDesk.Promises promises = desk.promises(days);
        if (OverdueForm.isJson(form)) {
            overdue.session().print(OverdueJson.promises(promises));
        } else if (OverdueForm.isCsv(form)) {
            OverdueCsv.promises(promises, overdue.session().out());
        } else {
            overdue.session().print(OverdueText.promises(promises));
        }
        return code;
    }
}
