package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "once",
        description = "Runs one full cycle to its end and says what was copied, skipped, refused or waits.")
final class OnceCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    OnceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        CycleReport report = session.engine(Engine.Mode.ROUTES).work().once(session.who());
        return Reports.print(session, report, json, false, false);
    }
}
