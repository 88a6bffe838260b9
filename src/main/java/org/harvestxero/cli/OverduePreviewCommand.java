package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "preview",
        description =
                "Shows the mails that would go out now, word for word, and who would be put on the stop-work list. Sends nothing.")
final class OverduePreviewCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    OverduePreviewCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        OverdueReport report = overdue.calling().preview();
        if (json) {
            overdue.session().print(OverdueJson.report(report));
        } else {
            overdue.session().print(OverdueText.report(report, true));
        }
        report.troubles().forEach(trouble -> overdue.session().err().println(trouble.message()));
        return report.exitCode();
    }
}
