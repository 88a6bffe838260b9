package org.harvestxero.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts everything once in an empty home and stops again, so that the JVM can write an archive of the classes it took. Nothing
 * outside is called: no trigger fires, and the addresses lead nowhere.
 */
@Command(name = "prepare", hidden = true, description = "Used by bin/harvest-xero to make starts faster.")
final class PrepareCommand implements Callable<Integer>, OwnHome {
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final Session session;
    private final Engine.Starter starter;
    private final CommandRunner commands;

    @Parameters(paramLabel = "FOLDER", description = "Where to work; made when it isn't there.")
    Path folder = Path.of("");

    @Option(names = "--maker", paramLabel = "PID", description = "The process that waits for it; ends when that does.")
    @Nullable
    Long maker;

    PrepareCommand(Session session, Engine.Starter starter, CommandRunner commands) {
        this.session = session;
        this.starter = starter;
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        endWithItsMaker();
        Files.createDirectories(folder);
        Home home = session.home().below(folder);
        int port = freePort();
        Settings settings = Settings.of(
                Map.of(
                        "harvest.base-url",
                        NOWHERE,
                        "harvest.identity-url",
                        NOWHERE,
                        "harvest.account-id",
                        "1",
                        "harvest.access-token",
                        "none",
                        "xero.api-url",
                        NOWHERE,
                        "xero.identity-url",
                        NOWHERE,
                        "xero.client-id",
                        "none",
                        "xero.client-secret",
                        "none",
                        "copy.since",
                        "2026-01-01",
                        "http.port",
                        Integer.toString(port)),
                home);
        try (Engine engine = starter.start(home, settings, Engine.Mode.STANDBY, commands)) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            PrintStream nobody = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
            commands.carryOut(engine, List.of("status"), "prepare", nobody, nobody, page -> {});
            commands.carryOut(engine, List.of("failed", "list", "--json"), "prepare", nobody, nobody, page -> {});
        }
        return 0;
    }

    /** Whoever asked for it may be killed; nobody needs the archive then. */
    private void endWithItsMaker() {
        if (maker != null) {
            ProcessHandle.of(maker)
                    .ifPresentOrElse(process -> process.onExit().thenRun(PrepareCommand::halt), PrepareCommand::halt);
        }
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
