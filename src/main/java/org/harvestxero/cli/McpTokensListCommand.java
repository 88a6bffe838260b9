package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.AssistantFile;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the assistants, without their tokens: those are shown once and kept as hashes.")
final class McpTokensListCommand implements Callable<Integer>, OwnHome {
    private final McpCommand mcp;

    McpTokensListCommand(McpCommand mcp) {
        this.mcp = mcp;
    }

    @Override
    public Integer call() {
        AssistantFile.Content content = mcp.file().read();
        content.complaints().forEach(mcp.session().err()::println);
        text(content);
        return content.complaints().isEmpty() ? 0 : 1;
    }

    private void text(AssistantFile.Content content) {
        if (content.off() != null) {
            mcp.session()
                    .print("All assistants are turned off" + (content.off().isEmpty() ? "" : ": " + content.off())
                            + ". Turn them on with: mcp on.\n");
        }
        if (content.assistants().isEmpty()) {
            mcp.session().print("No assistant may ask yet: mcp tokens add NAME --role viewer.\n");
            return;
        }
        Table table = new Table("NAME", "ROLES", "CONNECTIONS", "CALLS/MIN", "ROWS", "SIDE CALLS/MIN", "UNTIL");
        content.assistants()
                .forEach(each -> table.row(
                        each.name(),
                        each.roleWords(),
                        connections(each),
                        String.valueOf(each.bounds().calls()),
                        String.valueOf(each.bounds().rows()),
                        String.valueOf(each.bounds().sideCalls()),
                        each.revoked() == null ? each.expires().toString() : "revoked " + each.revoked()));
        mcp.session().print(table.toString());
    }

    private static String connections(Assistant assistant) {
        return assistant.connections().isEmpty()
                ? "all"
                : String.join(", ", assistant.connections().stream().sorted().toList());
    }
}
