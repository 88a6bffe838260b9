package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.console.Console;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = {
            "Keeps copying until it is stopped (the default).",
            "Other commands given for the same home meanwhile are carried out by this process."
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        Engine engine = session.engine(Engine.Mode.RUN);
        engine.console()
                .flatMap(Console::firstLink)
                .ifPresent(link -> session.err()
                        .println("Nobody can sign in to the console yet. This link makes the first user, once: "
                                + link));
        engine.awaitStop();
        return 0;
    }
}
