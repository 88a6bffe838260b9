package org.harvestxero.cli;

import org.harvestxero.api.ContactDesk;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Clients and contacts that were changed on both sides: what differs, and which side counts. */
@Command(
        name = "contacts",
        description = "Lists what was changed of a client in Harvest and in Xero, and takes which of the two counts.")
final class ContactsCommand {
    private final Session session;

    ContactsCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        ContactsCommand contacts = new ContactsCommand(session);
        return new CommandLine(contacts)
                .addSubcommand(new ContactsConflictsCommand(contacts))
                .addSubcommand(new ContactsAnswerCommand(contacts));
    }

    Session session() {
        return session;
    }

    ContactDesk desk() {
        return session.engine(Engine.Mode.BEANS).contacts();
    }
}
