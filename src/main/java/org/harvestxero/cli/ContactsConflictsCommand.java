package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.ContactDesk.Conflict;
import org.harvestxero.api.PublicIds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "conflicts", description = "Lists fields that were changed on both sides and wait for an answer.")
final class ContactsConflictsCommand implements Callable<Integer> {
    private final ContactsCommand contacts;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ContactsConflictsCommand(ContactsCommand contacts) {
        this.contacts = contacts;
    }

    @Override
    public Integer call() {
        List<Conflict> conflicts = contacts.desk().conflicts();
        Session session = contacts.session();
        if (json) {
            ObjectNode answer = JsonOutput.object();
            ArrayNode list = answer.putArray("conflicts");
            conflicts.forEach(conflict -> list.add(json(conflict)));
            session.print(answer);
        } else if (conflicts.isEmpty()) {
            session.print("Nothing waits for an answer.\n");
        } else {
            session.print(table(conflicts, session.textOutput())
                    + "Say which side counts: harvest-xero contacts answer ID --take harvest (or xero).\n");
        }
        return 0;
    }

    static ObjectNode json(Conflict conflict) {
        return JsonOutput.object()
                .put("id", PublicIds.conflict(conflict.id()))
                .put("client", conflict.client())
                .put("field", conflict.field())
                .put("harvest", conflict.harvest())
                .put("xero", conflict.xero())
                .put("asked", conflict.asked().toString());
    }

    private static String table(List<Conflict> conflicts, TextOutput text) {
        Table table = new Table("ID", "CLIENT", "FIELD", "IN HARVEST", "IN XERO", "SINCE");
        for (Conflict conflict : conflicts) {
            table.row(
                    PublicIds.conflict(conflict.id()),
                    conflict.client(),
                    conflict.field(),
                    conflict.harvest(),
                    conflict.xero(),
                    text.since(conflict.asked()));
        }
        return table.toString();
    }
}
