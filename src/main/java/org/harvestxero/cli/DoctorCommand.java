package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.operations.Check;
import org.harvestxero.operations.Engine;
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
        ArrayNode printed = Json.object().arrayNode();
        Check.Level worst = Check.Level.OK;
        for (Check check : session.engine(Engine.Mode.ROUTES).checks()) {
            if (routes ? !check.name().equals("routes") : offline && check.remote()) {
                continue;
            }
            for (Check.Finding finding : look(check)) {
                worst = finding.level().compareTo(worst) > 0 ? finding.level() : worst;
                if (json) {
                    printed.add(Json.finding(check.name(), finding));
                } else {
                    session.print(Texts.finding(check.name(), finding));
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

    private static List<Check.Finding> look(Check check) {
        try {
            return check.look().get();
        } catch (RuntimeException e) {
            return List.of(
                    Check.Finding.failure("the check itself failed: " + e, "Tell whoever looks after the program."));
        }
    }
}
