package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Pause;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pause",
        description = {
            "Stops talking to Harvest and Xero after what is in flight, until resume.",
            "Stays so over a restart; reviewing drafts and looking goes on."
        })
final class PauseCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; status shows it.")
    String reason = "";

    PauseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new DecisionException(
                    "A reason is needed: status shows it to whoever wonders why nothing is copied.");
        }
        CopyService copyService = session.engine(Engine.Mode.BEANS).copyService();
        Pause before = copyService.status().pause();
        copyService.pause(session.who(), reason.strip());
        if (before != null && before.byPerson()) {
            session.print("It was paused already, " + new StatusText(session.textOutput()).pause(before)
                    + ". Now it is for your reason.\n");
        } else {
            session.print(
                    "Paused. What is in flight ends, then nothing goes to Harvest or Xero until: harvest-xero resume\n");
        }
        return 0;
    }
}
