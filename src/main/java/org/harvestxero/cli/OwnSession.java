package org.harvestxero.cli;

import java.io.Console;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.ControlClient;
import org.harvestxero.runtime.ControlFile;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.HomeLock;
import org.harvestxero.runtime.ProgressLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The session of this process: finds the home, takes its lock and starts an engine when a command needs one. */
final class OwnSession implements Session, AutoCloseable {

    private final RootCommand root = new RootCommand();
    private final ProcessContext process;
    private final CommandRunner inside;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable Home home;
    private @Nullable Settings settings;
    private @Nullable HomeLock lock;
    private @Nullable Engine engine;

    /** @param inside carries out command lines that other processes send */
    OwnSession(ProcessContext process, CommandRunner inside, PrintStream out, PrintStream err) {
        this.process = process;
        this.inside = inside;
        this.out = out;
        this.err = err;
    }

    RootCommand root() {
        return root;
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
            boolean runs = command instanceof RootCommand || command instanceof RunCommand;
            Optional<ControlFile> running =
                    takeHome(runs ? "run" : leaf.commandSpec().name());
            if (running.isPresent()) {
                return runs
                        ? refuse(running.get())
                        : new ControlClient(running.get())
                                .carryOut(root.withScreen(arguments), who(), out, err, this::browse);
            }
        } catch (RuntimeException | InterruptedException e) {
            return CommandFailures.explain(e, err);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Makes this process the owner of the home, or gives the one that runs for it. */
    private Optional<ControlFile> takeHome(String command) throws InterruptedException {
        home().closeToOthers().forEach(err::println);
        HomeClaim claim = HomeClaim.of(home(), command, process.clock());
        lock = claim.lock();
        return Optional.ofNullable(claim.running());
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
        return process.clock();
    }

    @Override
    public String who() {
        return root.who != null ? root.who : process.properties().getOrDefault("user.name", "unknown");
    }

    @Override
    public Home home() {
        if (home == null) {
            home = new HomeFinder(process).find(root.home);
        }
        return home;
    }

    @Override
    public Settings settings() {
        if (settings == null) {
            root.refuseUnknownOptions();
            Map<String, String> options = new HashMap<>(process.properties());
            options.putAll(root.options);
            settings = Settings.load(home(), process.environment(), options);
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
        new Browser(this::settings, process.opener()).open(page, err);
    }

    @Override
    public Optional<Engine> begun() {
        return Optional.ofNullable(engine);
    }

    @Override
    public Engine engine(Engine.Mode mode) {
        if (mode == Engine.Mode.BEANS || mode == Engine.Mode.ROUTES) {
            root.limitTime(settings());
        }
        if (engine == null) {
            engine = process.starter().start(home(), settings(), mode, inside);
            if (mode == Engine.Mode.ROUTES && ProgressLine.isSeen()) {
                engine.showProgress(new ProgressLine(err));
            }
        }
        return engine;
    }

    @Override
    public Engine again(Supplier<Engine.Mode> mode) {
        Engine former = Objects.requireNonNull(engine);
        settings = null;
        Engine.Mode wanted = mode.get();
        engine = process.starter().again(former, settings(), wanted, inside);
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
