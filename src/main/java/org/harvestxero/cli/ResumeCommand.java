package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.operations.Engine;
import org.harvestxero.operations.Pause;
import org.harvestxero.operations.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description = {
            "Goes on after a pause.",
            "One that began by itself (consent, day limit) is ended too; it comes back if its cause stands."
        })
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    String reason = "";

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Engine engine = session.engine(Engine.Mode.BEANS);
        Work work = engine.work();
        Pause before = work.status().pause();
        if (before == null) {
            session.print("It was not paused.\n");
            return 0;
        }
        work.resume(session.who(), reason.strip());
        session.print("Goes on with the next cycle"
                + (engine.running().isPresent() ? "" : " of `run` or `once`") + "; it was paused "
                + session.texts().pause(before) + ".\n");
        return 0;
    }
}
