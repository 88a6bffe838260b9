package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.Events.Item;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists events, the latest first.")
final class EventsListCommand implements Callable<Integer> {
    private final EventsCommand events;

    @Mixin
    EventsCommand.Which which = new EventsCommand.Which();

    @Option(names = "--hook", paramLabel = "NAME", description = "Only what this hook did not take yet.")
    @Nullable
    String hook;

    @Option(names = "--most", paramLabel = "COUNT", description = "At most so many (default: ${DEFAULT-VALUE}).")
    int most = 50;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    EventsListCommand(EventsCommand events) {
        this.events = events;
    }

    @Override
    public Integer call() {
        Session session = events.session();
        List<Item> items = events.events().list(which.selection(session, hook), most);
        if (json) {
            session.print(JsonOutput.array(items, EventsListCommand::node));
            return 0;
        }
        if (items.isEmpty()) {
            session.print("No event. They are written down once a hook is on, or with events.keep=always.\n");
            return 0;
        }
        Table table = new Table("ID", "When", "Kind", "About");
        TextOutput text = session.textOutput();
        items.forEach(each -> table.row(each.name(), text.time(each.occurredAt()), each.kind(), each.subject()));
        session.print(table.toString());
        return 0;
    }

    static ObjectNode node(Item item) {
        String[] subject = item.subject().split(" ", 2);
        ObjectNode node = JsonOutput.object()
                .put("name", item.name())
                .put("id", item.id())
                .put("kind", item.kind())
                .put("version", item.version());
        node.putObject("subject").put("type", subject[0]).put("id", subject[1]);
        node.put("occurredAt", item.occurredAt().toString());
        node.set("data", JsonOutput.parse(item.data()));
        return node;
    }
}
