package org.harvestxero.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.config.SettingsException;
import org.harvestxero.mcp.stdio.Door;
import org.harvestxero.mcp.stdio.StdioBridge;
import org.harvestxero.mcp.token.AssistantFile;
import org.harvestxero.runtime.ControlClient;
import org.harvestxero.runtime.ControlFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which assistants may ask, and the way for those that start a command. Works on a file and the running process; needs no home's lock. */
@Command(
        name = "mcp",
        description = {
            "Lets assistants ask by the Model Context Protocol: says which may, and turns all of them on and off.",
            "With --stdio it speaks the protocol itself, for assistants that start a command; the process that runs for the home answers."
        })
final class McpCommand implements Callable<Integer>, OwnHome {
    private static final String VARIABLE = "HX_MCP_TOKEN";

    private final Session session;

    @Option(names = "--stdio", description = "Speak the protocol on standard input and output.")
    boolean stdio;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the assistant's token; else it is taken from the environment, HX_MCP_TOKEN.")
    @Nullable
    Path tokenFile;

    private Optional<ControlFile> known = Optional.empty();
    private Optional<Door> door = Optional.empty();

    private McpCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        McpCommand mcp = new McpCommand(session);
        return new CommandLine(mcp)
                .addSubcommand(McpTokensCommand.line(mcp))
                .addSubcommand(new McpOffCommand(mcp))
                .addSubcommand(new McpOnCommand(mcp));
    }

    Session session() {
        return session;
    }

    AssistantFile file() {
        return new AssistantFile(session.settings().path("mcp.tokens-file"));
    }

    int refuse(String sentence) {
        session.err().println(sentence);
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!stdio) {
            return refuse("Say what: mcp --stdio, mcp tokens add|list|revoke, mcp off, or mcp on.");
        }
        Optional<String> token = token();
        if (token.isEmpty()) {
            return refuse("No token is given: name its file with --token-file, or put it into the environment as "
                    + VARIABLE + ". `mcp tokens add` makes one.");
        }
        new StdioBridge(this::door, token.get(), System.in, session.out()).run();
        return 0;
    }

    private Optional<String> token() throws IOException {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv(VARIABLE))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }
        if (!Files.isReadable(tokenFile)) {
            throw new SettingsException(
                    tokenFile + " can't be read: name a file that holds the token with --token-file.");
        }
        return Optional.of(Files.readString(tokenFile).strip()).filter(text -> !text.isEmpty());
    }

    /** The process that runs for the home now; another one has another token, and is called anew. */
    private synchronized Optional<Door> door() {
        Optional<ControlFile> running = ControlFile.read(session.home());
        if (!running.equals(known)) {
            known = running;
            door = running.map(each -> new Door(ControlClient.address(each, "/mcp"), ControlClient.client(each)));
        }
        return door;
    }
}
