package org.harvestxero.console;

import static org.harvestxero.http.Browser.freePort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.cli.Cli;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.wiring.EngineWiring;

/** The program run in a home that knows no account yet, as its command line runs it; only the addresses of both stand-ins are set. */
final class NewHome implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("makes the first user, once: (\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicReference<Engine> engine = new AtomicReference<>();
    private final int port;
    private final Thread thread;

    private NewHome(Path folder, String first, int port) throws IOException {
        this.port = port;
        Files.writeString(
                folder.resolve("application.properties"),
                first
                        + String.join(
                                "\n",
                                "harvest.base-url=" + harvest.baseUrl(),
                                "harvest.identity-url=" + harvest.identityUrl(),
                                "xero.api-url=" + xero.baseUrl(),
                                "xero.identity-url=" + xero.baseUrl(),
                                "xero.login-url=" + xero.baseUrl(),
                                "http.port=" + port,
                                "console.enabled=true",
                                "copy.schedule=0 0 3 1 1 ?",
                                "time-zone=UTC")
                        + "\n");
        Cli cli = new Cli(
                starter(),
                Map.of(),
                Map.of("harvest-xero.program", Path.of("").toAbsolutePath().toString(), "user.name", "tester"),
                Clock.systemUTC());
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        this.thread = new Thread(() -> cli.run(List.of("run", "--home", folder.toString()), err, err), "run");
    }

    static NewHome start(Path folder, String first) throws Exception {
        NewHome home = new NewHome(folder, first, freePort());
        home.thread.start();
        return home;
    }

    /** Remembers the engine, to end it. */
    private Engine.Starter starter() {
        EngineWiring wiring = new EngineWiring(Clock.systemUTC());
        return new Engine.Starter() {
            @Override
            public Engine start(Home home, Settings settings, Engine.Mode mode, CommandRunner commands) {
                Engine started = wiring.start(home, settings, mode, commands);
                engine.set(started);
                return started;
            }

            @Override
            public Engine again(Engine former, Settings settings, Engine.Mode mode, CommandRunner commands) {
                Engine started = wiring.again(former, settings, mode, commands);
                engine.set(started);
                return started;
            }
        };
    }

    /** The link that makes the first user, once it is printed. */
    String firstLink() {
        return printed(LINK, said, thread, PATIENCE);
    }

    /** What the pattern's group finds, once a program that runs in the thread says it. */
    static String printed(Pattern wanted, ByteArrayOutputStream said, Thread program, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && program.isAlive()) {
            Matcher found = wanted.matcher(said.toString(StandardCharsets.UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("Nothing like " + wanted + " was said: " + said.toString(StandardCharsets.UTF_8));
    }

    HarvestSandbox harvest() {
        return harvest;
    }

    XeroSandbox xero() {
        return xero;
    }

    String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() {
        Engine running = engine.get();
        if (running != null) {
            running.close();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        harvest.close();
        xero.close();
    }
}
