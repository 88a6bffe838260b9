package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.config.Settings;
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
        Engine engine = session.engine(mode());
        tell(engine);
        engine.awaitStop();
        while (engine.startsAgain()) {
            session.err().println("Starting again with the settings as they are now.");
            engine = session.again(this::mode);
            tell(engine);
            engine.awaitStop();
        }
        return 0;
    }

    /** Without a connection there is nothing to run, unless it can be set up in the console. */
    private Engine.Mode mode() {
        Settings settings = session.settings();
        LocalDate today = LocalDate.now(session.clock());
        if (!Console.isOn(settings)) {
            settings.requireForCopying(today);
        }
        List<String> missing = settings.missingForCopying(today);
        if (!missing.isEmpty()) {
            session.err().println("Not set up yet, so nothing is copied; the console leads through it.");
        }
        return missing.isEmpty() ? Engine.Mode.RUN : Engine.Mode.STANDBY;
    }

    private void tell(Engine engine) {
        engine.console()
                .flatMap(Console::firstLink)
                .ifPresent(link -> session.err()
                        .println("Nobody can sign in to the console yet. This link makes the first user, once: "
                                + link));
    }
}
