package org.harvestxero.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.Catalogue;
import org.harvestxero.config.Home;
import org.harvestxero.config.Redaction;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.ControlClient;
import org.harvestxero.runtime.ControlFile;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.HomeLock;
import org.harvestxero.runtime.ProgressLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/**
 * Carries out one command line: in this process, which then owns the home, or inside the process that already does.
 */
public final class Cli {
    /** How long a command waits for another one to give the home back, or for a starting process to listen. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Engine.Starter starter;
    private final Map<String, String> environment;
    private final Map<String, String> properties;
    private final Clock clock;
    private final Browser.Opener opener;

    /**
     * @param environment usually {@link System#getenv()}
     * @param properties the JVM's system properties; {@code harvest-xero.home} and {@code harvest-xero.program} say where to look
     */
    public Cli(Engine.Starter starter, Map<String, String> environment, Map<String, String> properties, Clock clock) {
        this(starter, environment, properties, clock, Browser.Opener.ofDesktop(environment));
    }

    /** @param opener opens pages that were found to be one side's own */
    Cli(
            Engine.Starter starter,
            Map<String, String> environment,
            Map<String, String> properties,
            Clock clock,
            Browser.Opener opener) {
        this.opener = opener;
        this.starter = starter;
        this.environment = Map.copyOf(environment);
        this.properties = Map.copyOf(properties);
        this.clock = clock;
    }

    /** Runs a command line given to this process and returns its exit code. */
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (!OneDocument.isAskedBy(arguments)) {
            return runHere(arguments, out, err);
        }
        OneDocument answer = new OneDocument(out, err);
        Ends ends = Ends.with(code -> {
            answer.err().println("The process was ended by a signal before the command had ended.");
            answer.end(code);
        });
        try {
            return answer.end(runHere(arguments, answer.out(), answer.err()));
        } finally {
            ends.forget();
        }
    }

    /** Whatever a command dies of, an error of the JVM included, is told and has an exit code. */
    private int runHere(List<String> arguments, PrintStream out, PrintStream err) {
        try (OwnSession session = new OwnSession(out, err)) {
            CommandLine line = onlyRuns(arguments)
                    ? runLine(session.root, session, out, err)
                    : line(session.root, session, out, err);
            Screen seen = Screen.of(environment, System.console() != null);
            line.setExecutionStrategy(parsed -> {
                session.root.screen(seen).bind();
                return session.carryOut(parsed, arguments);
            });
            line.setUsageHelpWidth(seen.width());
            Stop stop = new Stop();
            stop.onTold(err::println);
            return stop.during(() -> line.execute(arguments.toArray(new String[0])));
        } catch (Throwable e) {
            return explain(e, err);
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
        Root root = new Root();
        Session session = new InsideSession(running, root, who, clock, out, err, browser);
        CommandLine line = line(root, session, out, err);
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
            return explain(e, err);
        }
    }

    /** Every command with its options, for whoever looks at them all. */
    CommandLine model() {
        return line(new Root(), new OwnSession(System.out, System.err), System.out, System.err);
    }

    /**
     * Whether the line is one that a service starts the program with. The other commands, which take part of a start, are not made
     * then. Where anything might be wrong or ambiguous the answer is no, since a message lists all commands.
     */
    static boolean onlyRuns(List<String> arguments) {
        Set<String> given = new HashSet<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            boolean known = switch (argument) {
                case "run" -> given.add(argument);
                case "--home" ->
                    given.add(argument) && rest.hasNext() && rest.next().startsWith("/");
                case "-D" -> rest.hasNext() && rest.next().matches("[a-zA-Z][^=\"']*=[^\"']*");
                default -> false;
            };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private CommandLine runLine(Root root, Session session, PrintStream out, PrintStream err) {
        CommandLine line = new CommandLine(root);
        RunCommand run = new RunCommand(session);
        root.alone(run);
        line.addSubcommand(run);
        return speaking(line, out, err);
    }

    private CommandLine line(Root root, Session session, PrintStream out, PrintStream err) {
        CommandLine line = runLine(root, session, out, err);
        FailedCommand failed = new FailedCommand(session);
        line.addSubcommand(new OnceCommand(session));
        line.addSubcommand(new CopyCommand(session));
        line.addSubcommand(new BillCommand(session));
        line.addSubcommand(new CommandLine(failed)
                .addSubcommand(new FailedCommand.ListCommand(failed))
                .addSubcommand(new FailedCommand.ShowCommand(failed))
                .addSubcommand(new FailedCommand.RetryCommand(failed))
                .addSubcommand(new FailedCommand.DiscardCommand(failed)));
        line.addSubcommand(ReviewCommand.line(session));
        line.addSubcommand(new ExplainCommand(session));
        line.addSubcommand(new ReplayCommand(session));
        line.addSubcommand(new StatusCommand(session));
        line.addSubcommand(new PauseCommand(session));
        line.addSubcommand(new ResumeCommand(session));
        line.addSubcommand(new ConnectCommand(session));
        line.addSubcommand(new DoctorCommand(session));
        line.addSubcommand(new DemoCommand(session, starter, this::runInside));
        line.addSubcommand(new CompletionCommand(session));
        line.addSubcommand(new PrepareCommand(session, starter, this::runInside));
        return speaking(line, out, err);
    }

    /** Settings that picocli hands down to the commands a line has so far. */
    private static CommandLine speaking(CommandLine line, PrintStream out, PrintStream err) {
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((wrong, given) -> misused(wrong, err));
        line.setExecutionExceptionHandler((failure, at, parsed) -> explain(failure, err));
        return line;
    }

    /** One line, what was perhaps meant, and where to read more. */
    private static int misused(CommandLine.ParameterException wrong, PrintStream err) {
        err.println(Redaction.of(String.valueOf(wrong.getMessage())));
        PrintWriter words = new PrintWriter(err, true, StandardCharsets.UTF_8);
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, words);
        words.flush();
        err.println("Help: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Says what went wrong in a sentence; what a person could not have caused is told with its type. */
    private static int explain(Throwable failure, PrintStream err) {
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

    /** An option given to us is meant for us, so unlike one of the JVM an unknown one is a mistake. */
    private static void refuseUnknown(Map<String, String> options) {
        List<String> unknown = options.keySet().stream()
                .filter(name -> !Catalogue.knows(name))
                .map(name ->
                        "The option -D" + name + " is not a setting: did you mean " + Catalogue.nearest(name) + "?")
                .toList();
        if (!unknown.isEmpty()) {
            throw new SettingsException(unknown);
        }
    }

    /** The session of this process: finds the home, takes its lock and starts an engine when a command needs one. */
    private final class OwnSession implements Session, AutoCloseable {
        private final Root root = new Root();
        private final PrintStream out;
        private final PrintStream err;
        private @Nullable Home home;
        private @Nullable Settings settings;
        private @Nullable HomeLock lock;
        private @Nullable Engine engine;

        OwnSession(PrintStream out, PrintStream err) {
            this.out = out;
            this.err = err;
        }

        int carryOut(ParseResult parsed, List<String> arguments) {
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return help;
            }
            ParseResult leaf = parsed;
            while (leaf.hasSubcommand()) {
                leaf = leaf.subcommand();
            }
            Object command = leaf.commandSpec().userObject();
            if (command instanceof OwnHome || command instanceof FailedCommand) {
                return new CommandLine.RunLast().execute(parsed);
            }
            try {
                boolean runs = command instanceof Root || command instanceof RunCommand;
                Optional<ControlFile> running =
                        takeHome(runs ? "run" : leaf.commandSpec().name());
                if (running.isPresent()) {
                    return runs
                            ? refuse(running.get())
                            : new ControlClient(running.get())
                                    .carryOut(asSeenHere(arguments), who(), out, err, this::browse);
                }
            } catch (RuntimeException | InterruptedException e) {
                return explain(e, err);
            }
            return new CommandLine.RunLast().execute(parsed);
        }

        /** The process that carries it out can't see how wide the terminal here is. */
        private List<String> asSeenHere(List<String> arguments) {
            Screen screen = Screen.current();
            List<String> told = new ArrayList<>(arguments);
            int end = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
            if (root.width == null) {
                told.add(end, "--width=" + screen.width());
            }
            if (screen.colour() && !root.colour) {
                told.add(end, "--colour");
            }
            return told;
        }

        /**
         * Makes this process the owner of the home, or gives the one that runs for it. A command that holds the home for a moment
         * is waited for.
         */
        private Optional<ControlFile> takeHome(String command) throws InterruptedException {
            home().closeToOthers().forEach(err::println);
            Instant end = clock.instant().plus(PATIENCE);
            while (true) {
                Optional<HomeLock> taken = HomeLock.take(home(), command);
                if (taken.isPresent()) {
                    lock = taken.get();
                    ControlFile.delete(home());
                    return Optional.empty();
                }
                Optional<ControlFile> running = ControlFile.read(home());
                if (running.isPresent()) {
                    return running;
                }
                if (clock.instant().isAfter(end)) {
                    throw new SettingsException(home() + " is held by " + HomeLock.holder(home())
                            + ": wait until it has ended, or use another home with --home.");
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }

        private int refuse(ControlFile running) {
            err.println(home() + " is already run by process " + running.pid() + " on port " + running.port()
                    + ": stop it first, or use another home with --home.");
            return ExitCode.USAGE;
        }

        @Override
        public PrintStream out() {
            return out;
        }

        @Override
        public PrintStream err() {
            return err;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public String who() {
            return root.who != null ? root.who : properties.getOrDefault("user.name", "unknown");
        }

        @Override
        public Home home() {
            if (home == null) {
                home = Home.at(folder(), program(folder()));
            }
            return home;
        }

        /** Started from the sources, the program lies in the working directory. */
        private Path program(Path folder) {
            boolean whole = Files.isDirectory(folder.resolve("routes"));
            return Path.of(properties.getOrDefault("harvest-xero.program", whole ? folder.toString() : ""));
        }

        private Path folder() {
            if (root.home != null) {
                return root.home;
            }
            String named = environment.get("HARVEST_XERO_HOME");
            return Path.of(named != null ? named : properties.getOrDefault("harvest-xero.home", ""));
        }

        @Override
        public Settings settings() {
            if (settings == null) {
                refuseUnknown(root.options);
                Map<String, String> options = new HashMap<>(properties);
                options.putAll(root.options);
                settings = Settings.load(home(), environment, options);
            }
            return settings;
        }

        @Override
        public Optional<String> ask(String question) {
            Console console = System.console();
            return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
        }

        @Override
        public void browse(URI page) {
            new Browser(this::settings, opener).open(page, err);
        }

        @Override
        public Engine engine(Engine.Mode mode) {
            if (mode == Engine.Mode.BEANS || mode == Engine.Mode.ROUTES) {
                root.limitTime(settings());
            }
            if (engine == null) {
                engine = starter.start(home(), settings(), mode, Cli.this::runInside);
                if (mode == Engine.Mode.ROUTES && ProgressLine.isSeen()) {
                    engine.showProgress(new ProgressLine(err));
                }
            }
            return engine;
        }

        @Override
        public void close() {
            if (engine != null) {
                engine.close();
            }
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** The session of a command that came from another process. */
    private record InsideSession(
            Engine running, Root root, String who, Clock clock, PrintStream out, PrintStream err, Consumer<URI> browser)
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
        public Engine engine(Engine.Mode mode) {
            root.limitTime(settings());
            return running;
        }
    }
}
