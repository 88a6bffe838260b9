package org.harvestxero.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "on", description = "Lets assistants ask again that were turned off.")
final class McpOnCommand implements Callable<Integer>, OwnHome {
    private final McpCommand mcp;

    McpOnCommand(McpCommand mcp) {
        this.mcp = mcp;
    }

    @Override
    public Integer call() {
        mcp.session()
                .print(
                        mcp.file().turnOn()
                                ? "Assistants may ask again.\n"
                                : "Assistants were not turned off. Nothing was changed.\n");
        return 0;
    }
}
