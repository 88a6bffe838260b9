package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.Check;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Checks everything a person could have got wrong, and says what to do about it.")
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--routes", description = "Only check the route files, as a live change would be checked.")
    boolean routes;

    @Option(names = "--offline", description = "Leave out what needs Harvest or Xero.")
    boolean offline;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Engine engine = engine();
        List<Check> wanted = engine.checks().stream()
                .filter(check ->
                        routes ? check.name().equals("routes") : !check.remote() || (!offline && engine.routesRun()))
                .toList();
        return look(session, wanted, json);
    }

    /** Looks at each and prints what was found; the worst of it is the exit code. */
    static int look(Session session, List<Check> checks, boolean json) {
        ArrayNode printed = JsonOutput.object().arrayNode();
        Check.Level worst = Check.Level.OK;
        for (Check check : checks) {
            for (Check.Finding finding : look(check)) {
                worst = finding.level().compareTo(worst) > 0 ? finding.level() : worst;
                if (json) {
                    printed.add(JsonOutput.finding(check.name(), finding));
                } else {
                    session.print(TextOutput.finding(check.name(), finding));
                }
            }
        }
        if (json) {
            session.print(printed);
        }
        return switch (worst) {
            case OK, WARNING -> 0;
            case FAILURE -> 2;
            case UNREACHABLE -> 3;
        };
    }

    /** What talks to Harvest or Xero does so through routes; when they can't run, the rest is looked at all the same. */
    private Engine engine() {
        if (!routes && !offline) {
            try {
                return session.engine(Engine.Mode.ROUTES);
            } catch (SettingsException e) {
                session.err().println("Harvest and Xero are not asked, because the routes could not be started.");
            }
        }
        return session.engine(Engine.Mode.BEANS);
    }

    private static List<Check.Finding> look(Check check) {
        try {
            return check.look().get();
        } catch (RuntimeException e) {
            return List.of(
                    Check.Finding.failure("the check itself failed: " + e, "Tell whoever looks after the program."));
        }
    }
}
