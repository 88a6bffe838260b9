package org.harvestxero.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.harvestxero.config.Home;
import org.jspecify.annotations.Nullable;

/** Finds the home a command is for: by the option, the environment, or where it was started. */
final class HomeFinder {
    private final ProcessContext process;

    HomeFinder(ProcessContext process) {
        this.process = process;
    }

    /** @param named by the option; null without it */
    Home find(@Nullable Path named) {
        Path folder = named != null ? named : folder();
        return Home.at(folder, program(folder));
    }

    /** Started from the sources, the program lies in the working directory. */
    private Path program(Path folder) {
        boolean whole = Files.isDirectory(folder.resolve("routes"));
        return Path.of(process.properties().getOrDefault("harvest-xero.program", whole ? folder.toString() : ""));
    }

    private Path folder() {
        String named = process.environment().get("HARVEST_XERO_HOME");
        return Path.of(named != null ? named : process.properties().getOrDefault("harvest-xero.home", ""));
    }
}
