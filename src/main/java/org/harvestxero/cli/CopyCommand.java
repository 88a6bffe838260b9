package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "copy",
        description = {
            "Copies what is due now, or one invoice.",
            "A named invoice is copied even if it is retainer funding; other new ones stay for the next look."
        })
final class CopyCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--invoice",
            paramLabel = "NUMBER",
            description = "Only this invoice, by its number in Harvest, or harvest:ID.")
    @Nullable
    String invoice;

    @Option(names = "--dry-run", description = "Send and plan nothing; say what would be done.")
    boolean dryRun;

    @Option(names = "--explain", description = "Say for each line which rule chose account, tax and tracking.")
    boolean explain;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    CopyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        CycleReport report = session.engine(Engine.Mode.ROUTES)
                .copyService()
                .copy(new CopyRequest(invoice, dryRun, explain), session.who());
        return CycleOutput.print(session, report, json, dryRun, explain);
    }
}
