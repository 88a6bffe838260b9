package org.harvestxero.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.Redaction;
import org.harvestxero.config.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What a person reads when a command line is wrong or a command fails, and the exit code for it. */
final class CommandFailures {
    private CommandFailures() {}

    /** One line, what was perhaps meant, and where to read more. */
    static int misused(CommandLine.ParameterException wrong, PrintStream err) {
        err.println(Redaction.of(String.valueOf(wrong.getMessage())));
        PrintWriter words = new PrintWriter(err, true, StandardCharsets.UTF_8);
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, words);
        words.flush();
        err.println("Help: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Says what went wrong in a sentence; what a person could not have caused is told with its type. */
    static int explain(Throwable failure, PrintStream err) {
        if (failure instanceof SettingsException settings) {
            settings.problems().forEach(problem -> err.println(Redaction.of(problem)));
            return ExitCode.USAGE;
        }
        if (failure instanceof DecisionException) {
            err.println(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof SideException) {
            err.println(Redaction.of(String.valueOf(failure.getMessage())));
            return 3;
        }
        Optional<StoppedException> stopped = stopped(failure);
        if (stopped.isPresent()) {
            err.println(stopped.get().getMessage());
            return 3;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return 3;
        }
        Optional<Trouble> database = Trouble.ofDatabase(failure);
        if (database.isPresent()) {
            err.println(database.get().message());
            err.println("→ " + database.get().remedy());
            return 3;
        }
        if (failure instanceof OutOfMemoryError) {
            err.println("There is too little memory for it (" + failure.getMessage()
                    + "): give the program more with -Xmx in JAVA_OPTS.");
            return 3;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        err.print(Redaction.of("This should not have happened: " + trace));
        return 3;
    }

    private static Optional<StoppedException> stopped(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoppedException stopped) {
                return Optional.of(stopped);
            }
        }
        return Optional.empty();
    }
}
