package org.harvestxero.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command given to the program, and what came of it. */
record CommandRun(int exit, String out, String err) {
    static CommandRun of(Cli cli, List<String> arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        int exit = cli.run(
                arguments,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8));
        return new CommandRun(
                exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    }

    /** Makes the folder a home with valid settings, and with a route that does nothing. */
    static void furnish(Path home) throws IOException {
        Files.writeString(home.resolve("application.properties"), """
                harvest.account-id=123
                harvest.access-token=pat-secret
                xero.client-id=abc
                xero.client-secret=xero-secret
                copy.since=2026-11-01
                time-zone=UTC
                """);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/idle.camel.yaml"), """
                - route:
                    id: idle
                    from: {uri: direct:idle, steps: [{stop: {}}]}
                """);
    }
}
