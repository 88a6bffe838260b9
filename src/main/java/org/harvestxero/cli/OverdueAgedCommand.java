package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "aged",
        description =
                "Shows what is open by client and age, as Xero's aged receivables count, and the days sales outstanding.")
final class OverdueAgedCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--known", description = "As last read, without asking Xero.")
    boolean known;

    @ArgGroup
    @Nullable
    OverdueForm form;

    OverdueAgedCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        OverdueDesk desk = known ? overdue.desk() : overdue.calling();
        int code = overdue.refreshedWithCredits(desk, known);
        OverdueDesk.Aged aged = desk.aged();
        if (OverdueForm.isJson(form)) {
            overdue.session().print(OverdueJson.aged(aged));
        } else if (OverdueForm.isCsv(form)) {
            OverdueCsv.aged(aged, overdue.session().out());
        } else {
            overdue.session().print(OverdueText.aged(aged));
        }
        return code;
    }
}
