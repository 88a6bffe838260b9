package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Pause;
import org.harvestxero.runtime.Engine;
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
        CopyService copyService = engine.copyService();
        Pause before = copyService.status().pause();
        if (before == null) {
            session.print("It was not paused.\n");
            return 0;
        }
        copyService.resume(session.who(), reason.strip());
        session.print("Goes on with the next cycle"
                + (engine.running().isPresent() ? "" : " of `run` or `once`") + "; it was paused "
                + new StatusText(session.textOutput()).pause(before) + ".\n");
        return 0;
    }
}
