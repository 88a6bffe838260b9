package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stop-list",
        description = "Lists the clients nobody should work for until they have paid, with the invoices at fault.")
final class OverdueStopListCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    OverdueStopListCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        List<OverdueDesk.StopWork> list = overdue.desk().stopList();
        if (json) {
            overdue.session().print(OverdueJson.stopList(list));
        } else {
            overdue.session().print(OverdueText.stopList(list, overdue.session().textOutput()));
        }
        return 0;
    }
}
