package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.AssistantToken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Makes a token for an assistant, and prints it this once.",
            "A role says what it may see, and what it may propose; it changes nothing by itself."
        })
final class McpTokensAddCommand implements Callable<Integer>, OwnHome {
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;

    private final McpCommand mcp;

    @Parameters(paramLabel = "NAME", description = "The assistant's, as it will stand in the audit.")
    String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "viewer, bookkeeper, reviewer or admin; several with commas.")
    List<String> roles = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "Its last day, within a year (default: 90 days from now).")
    @Nullable
    LocalDate expires;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            split = ",",
            description = "Only for these connections (default: for all).")
    List<String> connections = new ArrayList<>();

    @Option(names = "--calls", paramLabel = "COUNT", description = "Calls in a minute, 1 to 1000 (default: 60).")
    int calls = Assistant.Bounds.USUAL.calls();

    @Option(names = "--rows", paramLabel = "COUNT", description = "Rows in one answer, 1 to 500 (default: 100).")
    int rows = Assistant.Bounds.USUAL.rows();

    @Option(
            names = "--side-calls",
            paramLabel = "COUNT",
            description = "Calls of Harvest and Xero in a minute, 0 to 60 (default: 10).")
    int sideCalls = Assistant.Bounds.USUAL.sideCalls();

    McpTokensAddCommand(McpCommand mcp) {
        this.mcp = mcp;
    }

    @Override
    public Integer call() {
        LocalDate today =
                LocalDate.now(mcp.session().clock().withZone(mcp.session().zone()));
        LocalDate last = expires == null ? today.plusDays(USUAL_DAYS) : expires;
        Optional<String> complaint = complaint(today, last).or(() -> Role.complaint(roles));
        if (complaint.isPresent()) {
            return mcp.refuse(complaint.get());
        }
        Assistant.Bounds bounds;
        try {
            bounds = new Assistant.Bounds(calls, rows, sideCalls);
        } catch (IllegalArgumentException e) {
            return mcp.refuse(String.valueOf(e.getMessage()));
        }
        String token = AssistantToken.next();
        mcp.file()
                .put(new Assistant(
                        User.normal(name),
                        Role.named(roles),
                        Set.copyOf(connections),
                        bounds,
                        last,
                        null,
                        AssistantToken.hash(token)));
        mcp.session().print(token + "\n");
        mcp.session()
                .err()
                .println("This is the token of " + User.normal(name) + ", good until the end of " + last
                        + ". It is shown this once: put it where the assistant finds it, and nowhere else.");
        if (!mcp.session().settings().flag("mcp.enabled")) {
            mcp.session().err().println("Assistants are not let in yet: set mcp.enabled=true, and start again.");
        }
        return 0;
    }

    private Optional<String> complaint(LocalDate today, LocalDate last) {
        Optional<String> complaint = User.complaint(name);
        if (complaint.isPresent()) {
            return complaint;
        }
        if (last.isBefore(today) || last.isAfter(today.plusDays(MOST_DAYS))) {
            return Optional.of("A token's last day is from today to a year from now, not " + last + ".");
        }
        if (connections.stream().anyMatch(each -> !each.matches("[\\w.-]{1,60}"))) {
            return Optional.of("A connection is named as connection.name has it.");
        }
        return mcp.file()
                .read()
                .find(name)
                .filter(each -> each.revoked() == null)
                .map(each -> "There is an assistant " + each.name()
                        + " already: revoke its token first, or use another name.");
    }
}
