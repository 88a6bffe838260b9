package org.harvestxero.contacts;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.PublicIds;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.contact.ContactComparison.Pair;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.ContactSide;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ContactConflictTable.Conflict;
import org.harvestxero.store.copy.ContactConflictTable.Values;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;

/**
 * What people are told and asked about clients and their contacts: failed copies, each once for the values it is about. One that is
 * discarded means that both sides stay as they are.
 */
final class ContactMatters {
    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;

    ContactMatters(ConnectionStore store, OwnRefusalRecorder refusals) {
        this.store = store;
        this.refusals = refusals;
    }

    /** Something to tell. @param revision of the values it is about @param problem null where it is told already and stays so */
    record Matter(Revision revision, @Nullable Problem problem) {}

    static Revision revision(String what, String values) {
        return Revision.of(RevisionKind.FOLLOW_TOLD, what + ":" + Fingerprint.of(values));
    }

    /** What a person said of these very values; null when nobody did. */
    @Nullable
    ContactSide answer(long client, ContactField field, Pair now) {
        return store.followed()
                .conflicts()
                .find(client, field.code(), values(field, now))
                .map(Conflict::answer)
                .map(answer -> ContactSide.of(answer.take()))
                .orElse(null);
    }

    private static Values values(ContactField field, Pair now) {
        return new Values(now.harvest().text(field), now.xero().text(field));
    }

    static Revision conflictRevision(ContactField field, Pair now) {
        return revision("conflict-" + field.code(), values(field, now).toString());
    }

    /** Asks a person about the field, once for its values. */
    Matter ask(long client, ContactField field, Pair now) {
        Values values = values(field, now);
        Conflict conflict = store.followed().conflicts().ask(client, field.code(), values);
        return new Matter(
                conflictRevision(field, now),
                Problem.of(FailureCode.CONTACT_CONFLICT, now.harvest().name())
                        .with("field", field.words())
                        .with("harvest", values.harvest())
                        .with("xero", values.xero())
                        .with("conflict", PublicIds.conflict(conflict.id())));
    }

    boolean isDiscarded(long client, Revision revision) {
        return state(client, revision) == OutboxState.DISCARDED;
    }

    @Nullable
    OutboxState state(long client, Revision revision) {
        return store.outbox().stateOf(Kind.CLIENT, client, revision).orElse(null);
    }

    /** Tells of these and of nothing else any more. Those that stand told already are not told again. */
    void tell(long client, String name, Collection<Matter> matters) {
        Set<Revision> now = matters.stream().map(Matter::revision).collect(Collectors.toSet());
        Set<Revision> standing = openTold(client);
        standing.stream()
                .filter(old -> !now.contains(old))
                .forEach(old -> store.outboxPlanner().supersedeOne(Kind.CLIENT, client, old));
        matters.stream()
                .filter(matter -> !standing.contains(matter.revision()))
                .filter(matter -> !isDiscarded(client, matter.revision()))
                .forEach(matter -> tellOne(client, name, matter));
    }

    /** Tells of one more. */
    void tellOne(long client, String name, Matter matter) {
        Problem problem = matter.problem();
        if (problem != null) {
            refusals.refuse(Kind.CLIENT, client, name, matter.revision(), problem);
        }
    }

    /** This is told no more. */
    void over(long client, Revision revision) {
        store.outboxPlanner().supersedeOne(Kind.CLIENT, client, revision);
    }

    private Set<Revision> openTold(long client) {
        return store.outbox().openOf(Kind.CLIENT, client).stream()
                .map(Row::revision)
                .filter(revision -> revision.is(RevisionKind.FOLLOW_TOLD))
                .collect(Collectors.toSet());
    }

    /** Nothing is asked any more about fields other than these. */
    void overBut(long client, Set<ContactField> asked) {
        for (ContactField field : ContactField.values()) {
            if (!asked.contains(field)) {
                store.followed().conflicts().over(client, field.code());
            }
        }
    }

    /** The clients somebody wants tried again. */
    Set<Long> dueAgain() {
        Set<Long> due = new TreeSet<>();
        for (Iterator<List<Row>> pages = store.failedRows().retryDue(); pages.hasNext(); ) {
            pages.next().stream()
                    .filter(row -> row.kind() == Kind.CLIENT && row.revision().is(RevisionKind.FOLLOW_TOLD))
                    .forEach(row -> due.add(row.sourceId()));
        }
        return due;
    }
}
