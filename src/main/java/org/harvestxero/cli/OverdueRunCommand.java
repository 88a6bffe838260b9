package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Takes the steps that are due now, as the schedule would.")
final class OverdueRunCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Option(names = "--dry-run", description = "Only shows what would be done: the same as preview.")
    boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    OverdueRunCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        OverdueReport report = dryRun
                ? overdue.calling().preview()
                : overdue.calling().run(overdue.session().who());
        if (json) {
            overdue.session().print(OverdueJson.report(report));
        } else {
            overdue.session().print(OverdueText.report(report, dryRun));
        }
        report.troubles().forEach(trouble -> overdue.session().err().println(trouble.message()));
        return report.exitCode();
    }
}
