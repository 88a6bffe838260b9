package org.harvestxero.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "off", description = "Turns all assistants off, at once and until `mcp on`; their tokens stay.")
final class McpOffCommand implements Callable<Integer>, OwnHome {
    private final McpCommand mcp;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; assistants are told.")
    String reason = "";

    McpOffCommand(McpCommand mcp) {
        this.mcp = mcp;
    }

    @Override
    public Integer call() {
        mcp.file()
                .turnOff((reason.isBlank() ? "" : reason.strip() + ", ") + "by "
                        + mcp.session().who());
        mcp.session().print("All assistants are turned off.\n");
        return 0;
    }
}
