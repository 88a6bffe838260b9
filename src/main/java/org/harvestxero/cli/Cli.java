package org.harvestxero.cli;

import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.harvestxero.commands.Stop;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine;

/**
 * Carries out one command line: in this process, which then owns the home, or inside the process that already does.
 */
public final class Cli {
    private final ProcessContext process;

    /**
     * @param environment usually {@link System#getenv()}
     * @param properties the JVM's system properties; {@code harvest-xero.home} and {@code harvest-xero.program} say where to look
     */
    public Cli(Engine.Starter starter, Map<String, String> environment, Map<String, String> properties, Clock clock) {
        this(new ProcessContext(starter, environment, properties, clock, Browser.Opener.ofDesktop(environment)));
    }

    Cli(ProcessContext process) {
        this.process = process;
    }

    /** Runs a command line given to this process and returns its exit code. */
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (!OneDocument.isAskedBy(arguments)) {
            return runHere(arguments, out, err);
        }
        OneDocument answer = new OneDocument(out, err);
        SignalExit signalExit = SignalExit.with(code -> {
            answer.err().println("The process was ended by a signal before the command had ended.");
            answer.end(code);
        });
        try {
            return answer.end(runHere(arguments, answer.out(), answer.err()));
        } finally {
            signalExit.forget();
        }
    }

    /** Whatever a command dies of, an error of the JVM included, is told and has an exit code. */
    private int runHere(List<String> arguments, PrintStream out, PrintStream err) {
        try (OwnSession session = new OwnSession(process, this::runInside, out, err)) {
            CommandLine line = CommandTree.onlyRuns(arguments)
                    ? tree(out, err).run(session.root(), session)
                    : tree(out, err).all(session.root(), session);
            Screen seen = Screen.of(process.environment(), System.console() != null);
            line.setExecutionStrategy(parsed -> {
                session.root().screen(seen).bind();
                return session.carryOut(parsed, arguments);
            });
            line.setUsageHelpWidth(seen.width());
            Stop stop = new Stop();
            stop.onTold(err::println);
            return stop.during(() -> line.execute(arguments.toArray(new String[0])));
        } catch (Throwable e) {
            return CommandFailures.explain(e, err);
        } finally {
            Screen.unbind();
        }
    }

    /** Runs a command line that another process sent to the running one, for a person it names. */
    public int runInside(
            Engine running,
            List<String> arguments,
            String who,
            PrintStream out,
            PrintStream err,
            Consumer<URI> browser) {
        RootCommand root = new RootCommand();
        Session session = new InsideSession(running, root, who, process.clock(), out, err, browser);
        CommandLine line = tree(out, err).all(root, session);
        line.setExecutionStrategy(parsed -> {
            root.screen(Screen.PLAIN).bind();
            try {
                return new CommandLine.RunLast().execute(parsed);
            } finally {
                Screen.unbind();
            }
        });
        try {
            return line.execute(arguments.toArray(new String[0]));
        } catch (Throwable e) {
            return CommandFailures.explain(e, err);
        }
    }

    /** Every command with its options, for whoever looks at them all. */
    CommandLine model() {
        return tree(System.out, System.err)
                .all(new RootCommand(), new OwnSession(process, this::runInside, System.out, System.err));
    }

    private CommandTree tree(PrintStream out, PrintStream err) {
        return new CommandTree(process.starter(), this::runInside, out, err);
    }
}
