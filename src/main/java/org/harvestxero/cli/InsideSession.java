package org.harvestxero.cli;

import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.Engine;

/** The session of a command that came from another process. */
record InsideSession(
        Engine running,
        RootCommand root,
        String who,
        Clock clock,
        PrintStream out,
        PrintStream err,
        Consumer<URI> browser)
        implements Session {
    /** Where the person sits who asked, not where the process runs. */
    @Override
    public void browse(URI page) {
        browser.accept(page);
    }

    @Override
    public Home home() {
        return running.home();
    }

    @Override
    public Settings settings() {
        root.options.forEach((key, value) -> {
            if (!value.equals(running.settings().optional(key).orElse(""))) {
                throw new SettingsException("-D" + key + " can't change the settings of the process that runs "
                        + running.home() + ": stop it first, or leave the option out.");
            }
        });
        return running.settings();
    }

    @Override
    public Optional<Engine> begun() {
        return Optional.of(running);
    }

    @Override
    public Engine engine(Engine.Mode mode) {
        root.limitTime(settings());
        return running;
    }
}
