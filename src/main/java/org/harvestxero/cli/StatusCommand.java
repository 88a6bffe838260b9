package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.Status;
import org.harvestxero.runtime.Engine;
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
        Status status = engine.copyService().status();
        List<String> missing = session.settings().missingForCopying(LocalDate.now(session.clock()));
        if (json) {
            ObjectNode node = StatusJson.status(status, engine.warnings());
            node.set("process", StatusJson.running(engine.running()));
            node.set(
                    "reconciled",
                    StatusJson.reconciled(engine.reconciliations().last().orElse(null)));
            node.put("configured", missing.isEmpty());
            node.set("missingSettings", JsonOutput.array(missing, node::textNode));
            session.print(node);
        } else {
            StatusText text = new StatusText(session.textOutput());
            session.print(text.status(status, engine.running(), missing));
            engine.reconciliations().last().map(text::reconciled).ifPresent(session::print);
        }
        engine.warnings().forEach(session.err()::println);
        return status.troubles().isEmpty() ? status.vitals().failed() > 0 ? 1 : 0 : 3;
    }
}
