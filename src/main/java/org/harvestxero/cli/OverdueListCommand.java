package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists every open invoice with what was done about it, what comes next, and what holds it.")
final class OverdueListCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--client", paramLabel = "NAME", description = "Only of clients whose name holds this.")
    @Nullable
    String client;

    @Option(names = "--known", description = "As last read, without asking Xero.")
    boolean known;

    @ArgGroup
    @Nullable
    OverdueForm form;

    OverdueListCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        OverdueDesk desk = known ? overdue.desk() : overdue.calling();
        int code = overdue.refreshed(desk, known);
        List<OverdueDesk.Item> items = desk.list(client);
        if (OverdueForm.isJson(form)) {
            overdue.session().print(OverdueJson.items(items));
        } else if (OverdueForm.isCsv(form)) {
            OverdueCsv.items(items, overdue.session().out());
        } else {
            overdue.session().print(OverdueText.items(items));
        }
        return code;
    }
}
