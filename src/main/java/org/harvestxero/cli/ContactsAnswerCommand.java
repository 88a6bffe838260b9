package org.harvestxero.cli;

import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.harvestxero.api.ContactDesk.Conflict;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.mapping.contact.ContactSide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "answer", description = "Says which side counts; carried out in the next cycle, and kept.")
final class ContactsAnswerCommand implements Callable<Integer> {
    private final ContactsCommand contacts;

    @Parameters(paramLabel = "ID", description = "As listed by conflicts, such as C7.")
    String id = "";

    @Option(names = "--take", required = true, paramLabel = "SIDE", description = "harvest or xero.")
    String take = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ContactsAnswerCommand(ContactsCommand contacts) {
        this.contacts = contacts;
    }

    @Override
    public Integer call() {
        Session session = contacts.session();
        OptionalLong conflict = PublicIds.conflict(id);
        boolean known = take.equals(ContactSide.HARVEST.code()) || take.equals(ContactSide.XERO.code());
        if (conflict.isEmpty() || !known) {
            session.err()
                    .println(
                            conflict.isEmpty()
                                    ? "\"" + id
                                            + "\" is no conflict: name one as listed by contacts conflicts, such as C7."
                                    : "--take is harvest or xero, not \"" + take + "\".");
            return 2;
        }
        try {
            Conflict answered = contacts.desk().answer(conflict.getAsLong(), take, session.who());
            if (json) {
                session.print(ContactsConflictsCommand.json(answered).put("take", take));
            } else {
                session.print(answered.client() + ", " + answered.field() + ": \""
                        + (take.equals(ContactSide.HARVEST.code()) ? answered.harvest() : answered.xero())
                        + "\" counts. The next cycle carries it out.\n");
            }
            return 0;
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }
}
