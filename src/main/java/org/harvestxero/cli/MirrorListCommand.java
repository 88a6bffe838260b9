package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.UnmarkedWork.Report;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = {
            "Lists the work that is billed here and still counts as uninvoiced in Harvest, as a person selects it there to mark it.",
            "Reads Harvest first and checks off what is marked by now. Exit code 1 while something is left to mark."
        })
final class MirrorListCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client, by its name or id in Harvest.")
    @Nullable
    String client;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    MirrorListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Report report;
        try {
            report = session.engine(Engine.Mode.ROUTES).people().unmarkedWork().list(client);
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(UnmarkedTexts.json(report));
        } else {
            session.print(UnmarkedTexts.text(report));
        }
        return report.isSettled() ? 0 : 1;
    }
}
