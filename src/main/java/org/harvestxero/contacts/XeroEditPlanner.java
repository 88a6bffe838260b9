package org.harvestxero.contacts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;

/** Plans what changed in Harvest for Xero: one edit a client, which travels with up to 49 others. */
final class XeroEditPlanner {
    private final ConnectionStore store;
    private final FollowedContacts followed;

    XeroEditPlanner(ConnectionStore store, FollowedContacts followed) {
        this.store = store;
        this.followed = followed;
    }

    /** @param names that other clients take in this cycle, as Xero compares them; this one's is added */
    void plan(ContactTask task, Set<String> names, List<Matter> told) {
        Set<ContactField> fields = new TreeSet<>(task.toXero());
        if (fields.contains(ContactField.NAME)) {
            nameTrouble(task, names).ifPresent(trouble -> {
                fields.remove(ContactField.NAME);
                told.add(new Matter(
                        ContactMatters.revision("name", task.harvest().card().name()), trouble));
            });
        }
        Revision revision = fields.isEmpty() ? null : task.xeroRevision(fields);
        List<Row> open = store.outbox().openOf(Kind.CLIENT, task.clientId()).stream()
                .filter(row -> row.revision().is(RevisionKind.FOLLOW))
                .toList();
        for (Row row : open) {
            if (!row.revision().equals(revision) && row.state() != OutboxState.SENDING) {
                store.outboxPlanner().supersedeOne(Kind.CLIENT, task.clientId(), row.revision());
            }
        }
        boolean busy = open.stream()
                .anyMatch(row ->
                        row.state() == OutboxState.SENDING || row.revision().equals(revision));
        if (revision == null || busy) {
            return;
        }
        if (store.outbox().stateOf(Kind.CLIENT, task.clientId(), revision).orElse(null) == OutboxState.DISCARDED) {
            followed.settle(
                    task.clientId(), fields, task.harvest().card(), task.xero().card());
        } else {
            store.outboxPlanner().plan(intent(task, fields, revision));
        }
    }

    private static Intent intent(ContactTask task, Set<ContactField> fields, Revision revision) {
        return new Intent(
                Kind.CLIENT,
                task.clientId(),
                revision,
                Action.UPDATE,
                task.clientId(),
                "2",
                null,
                task.xeroText(fields),
                StoredJson.write(
                        new FollowedContacts.Written(fields, task.harvest().card())),
                task.harvest().card().name(),
                null,
                null,
                null);
    }

    /** Xero's active contacts have names of their own, and clients of one name never travel together (ruling 2). */
    private Optional<Problem> nameTrouble(ContactTask task, Set<String> names) {
        String name = task.harvest().card().name();
        if (ContactMatcher.xeroName(name).isEmpty()) {
            return Optional.of(Problem.of(FailureCode.CLIENT_NAME_UNUSABLE, Long.toString(task.clientId())));
        }
        String key = ContactMatcher.xeroNameKey(name);
        if (!names.add(key)) {
            return Optional.of(clash(FailureCode.CLIENT_NAME_CLASH, task));
        }
        return store.contacts().candidates("", key, null).stream()
                        .map(content -> StoredJson.read(content, XeroContact.class))
                        .anyMatch(other -> other.active()
                                && !other.id().equals(task.client().targetId())
                                && ContactMatcher.xeroNameKey(other.name()).equals(key))
                ? Optional.of(clash(FailureCode.CONTACT_NAME_TAKEN, task))
                : Optional.empty();
    }

    private static Problem clash(FailureCode code, ContactTask task) {
        return Problem.of(code, task.harvest().card().name())
                .with("other", "renamed in the same cycle")
                .with("mark", Marks.client(task.clientId()));
    }
}
