package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.operations.DecisionException;
import org.harvestxero.operations.Engine;
import org.harvestxero.operations.Pause;
import org.harvestxero.operations.Work;
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
        Work work = session.engine(Engine.Mode.BEANS).work();
        Pause before = work.status().pause();
        work.pause(session.who(), reason.strip());
        if (before != null && before.byPerson()) {
            session.print("It was paused already, " + session.texts().pause(before) + ". Now it is for your reason.\n");
        } else {
            session.print(
                    "Paused. What is in flight ends, then nothing goes to Harvest or Xero until: harvest-xero resume\n");
        }
        return 0;
    }
}
