package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Events;
import org.harvestxero.api.Events.Told;
import org.harvestxero.billing.Counted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Has hooks told of events again, also of those they took: each with the id it had.",
            "Say which: --since, or --parked for what hooks did not take."
        })
final class EventsReplayCommand implements Callable<Integer> {
    private final EventsCommand events;

    @Mixin
    EventsCommand.Which which = new EventsCommand.Which();

    @Option(names = "--hook", paramLabel = "NAME", description = "Only this hook (default: all that are on).")
    @Nullable
    String hook;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    EventsReplayCommand(EventsCommand events) {
        this.events = events;
    }

    @Override
    public Integer call() {
        Events all = events.events();
        if (which.since == null && !which.parked) {
            throw new DecisionException(
                    "Say which events: --since 2026-11-01 or an age such as --since 7d, or --parked.");
        }
        Session session = events.session();
        List<Told> told = all.replay(which.selection(session, null), hook, session.who());
        if (json) {
            ObjectNode node = JsonOutput.object();
            node.set(
                    "replayed",
                    JsonOutput.array(
                            told,
                            each -> JsonOutput.object().put("hook", each.hook()).put("events", each.events())));
            session.print(node);
        } else {
            told.forEach(each -> session.print(
                    "The hook " + each.hook() + " is told again of " + Counted.of(each.events(), "event") + ".\n"));
        }
        return 0;
    }
}
