package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.operations.Engine;
import org.harvestxero.operations.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Says how the connection stands.")
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Engine engine = session.engine(Engine.Mode.BEANS);
        Status status = engine.work().status();
        if (json) {
            session.print(Json.status(status, engine.warnings()));
        } else {
            session.print(session.texts().status(status));
        }
        engine.warnings().forEach(session.err()::println);
        return status.troubles().isEmpty() ? status.vitals().failed() > 0 ? 1 : 0 : 3;
    }
}
