package org.harvestxero.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tokens of assistants; seen by a running process at once. */
@Command(name = "tokens", description = "Says which assistants may ask, what they may see and how often.")
final class McpTokensCommand implements OwnHome {
    private McpTokensCommand() {}

    static CommandLine line(McpCommand mcp) {
        return new CommandLine(new McpTokensCommand())
                .addSubcommand(new McpTokensAddCommand(mcp))
                .addSubcommand(new McpTokensListCommand(mcp))
                .addSubcommand(new McpTokensRevokeCommand(mcp));
    }
}
