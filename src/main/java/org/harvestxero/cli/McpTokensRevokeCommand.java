package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Makes an assistant's token good for nothing, at once.")
final class McpTokensRevokeCommand implements Callable<Integer>, OwnHome {
    private final McpCommand mcp;

    @Parameters(paramLabel = "NAME", description = "The assistant, as listed.")
    String name = "";

    McpTokensRevokeCommand(McpCommand mcp) {
        this.mcp = mcp;
    }

    @Override
    public Integer call() {
        LocalDate today =
                LocalDate.now(mcp.session().clock().withZone(mcp.session().zone()));
        if (!mcp.file().revoke(name, today)) {
            return mcp.refuse("There is no assistant " + name + " with a token that is good: see `mcp tokens list`.");
        }
        mcp.session().print("The token of " + name + " lets nobody in any more.\n");
        return 0;
    }
}
