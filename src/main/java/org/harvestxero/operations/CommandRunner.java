package org.harvestxero.operations;

import java.io.PrintStream;
import java.util.List;

/** Carries out a command line inside the running process. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * @param who the name of the person who asks, for the audit
     * @return the exit code
     */
    int carryOut(Engine running, List<String> arguments, String who, PrintStream out, PrintStream err);
}
