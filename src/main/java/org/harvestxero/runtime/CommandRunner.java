package org.harvestxero.runtime;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** Carries out a command line inside the running process. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * @param who the name of the person who asks, for the audit
     * @param browser opens a page where that person sits
     * @return the exit code
     */
    int carryOut(
            Engine running,
            List<String> arguments,
            String who,
            PrintStream out,
            PrintStream err,
            Consumer<URI> browser);
}
