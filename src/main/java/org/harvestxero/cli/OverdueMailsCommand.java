package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "mails",
        description = "Lists mails that were not sent or may have been: a person decides with retry or discard.")
final class OverdueMailsCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--all", description = "Also those that were sent, the latest 200.")
    boolean all;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    OverdueMailsCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        List<OverdueDesk.Mail> mails = overdue.desk().mails(all);
        if (json) {
            overdue.session().print(OverdueJson.mails(mails));
        } else {
            overdue.session().print(OverdueText.mails(mails));
        }
        return all || mails.isEmpty() ? 0 : 1;
    }
}
