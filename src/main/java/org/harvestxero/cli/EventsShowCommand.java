package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.Events.AtHook;
import org.harvestxero.api.Events.Detail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one event, and how it stands at hooks that did not take it.")
final class EventsShowCommand implements Callable<Integer> {
    private final EventsCommand events;

    @Parameters(
            paramLabel = "ID",
            description = "Its name as events list shows it, such as E12, or the id receivers see.")
    String id = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    EventsShowCommand(EventsCommand events) {
        this.events = events;
    }

    @Override
    public Integer call() {
        Session session = events.session();
        Optional<Detail> found = events.events().find(id);
        if (found.isEmpty()) {
            session.err().println("There is no event " + id + ": see `harvest-xero events list`.");
            return 2;
        }
        Detail detail = found.get();
        ObjectNode node = EventsListCommand.node(detail.event());
        if (json) {
            node.set("hooks", JsonOutput.array(detail.hooks(), EventsShowCommand::node));
            session.print(node);
            return 0;
        }
        TextOutput text = session.textOutput();
        session.print(detail.event().name() + ", " + detail.event().kind() + ", "
                + text.time(detail.event().occurredAt()) + ", about "
                + detail.event().subject() + "\n");
        detail.hooks().forEach(at -> session.print("  hook " + at.hook() + ": " + words(at, text) + "\n"));
        session.print(JsonOutput.text(node.path("data")) + "\n");
        return 0;
    }

    private static String words(AtHook at, TextOutput text) {
        String tried =
                at.attempts() == 1 ? ", told once" : at.attempts() > 0 ? ", told " + at.attempts() + " times" : "";
        String why = at.message() == null ? "" : ": " + at.message();
        return at.state() + tried + (at.state().equals("waiting") ? ", again at " + text.time(at.next()) : "") + why;
    }

    private static ObjectNode node(AtHook at) {
        return JsonOutput.object()
                .put("hook", at.hook())
                .put("state", at.state())
                .put("attempts", at.attempts())
                .put("nextAttemptAt", at.state().equals("waiting") ? at.next().toString() : null)
                .put("message", at.message());
    }
}
