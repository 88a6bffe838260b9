package org.harvestxero.cli;

import java.time.Instant;
import java.util.List;
import org.harvestxero.api.Events;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happened, and who was told of it. */
@Command(name = "events", description = "Shows what happened, and has hooks told of it again (docs/events.md).")
final class EventsCommand {
    private final Session session;

    EventsCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        EventsCommand events = new EventsCommand(session);
        return new CommandLine(events)
                .addSubcommand(new EventsListCommand(events))
                .addSubcommand(new EventsShowCommand(events))
                .addSubcommand(new EventsReplayCommand(events));
    }

    Session session() {
        return session;
    }

    Events events() {
        return session.engine(Engine.Mode.BEANS).events();
    }

    /** Which events are meant. */
    static final class Which {
        @Option(
                names = "--since",
                paramLabel = "WHEN",
                description =
                        "Only what happened since: a day (2026-11-01), a moment (2026-11-01T08:00:00Z) or an age (12h, 7d, 2w).")
        @Nullable
        String since;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                split = ",",
                description = "Only these kinds, such as invoice.paid or draft.*; may be given several times.")
        List<String> kinds = List.of();

        @Option(names = "--parked", description = "Only what a hook did not take and is told of no more by itself.")
        boolean parked;

        Events.Selection selection(Session session, @Nullable String hook) {
            Instant from = since == null ? null : SinceText.read(since, session.zone(), session.clock());
            return new Events.Selection(from, kinds, hook, parked);
        }
    }
}
