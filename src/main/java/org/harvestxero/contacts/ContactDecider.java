package org.harvestxero.contacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.contacts.ClientEdit.Origin;
import org.harvestxero.contacts.ClientEdit.Part;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.contacts.FollowedContacts.Standing;
import org.harvestxero.harvest.HarvestClientCard;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactComparison;
import org.harvestxero.mapping.contact.ContactComparison.Outcome;
import org.harvestxero.mapping.contact.ContactComparison.Pair;
import org.harvestxero.mapping.contact.ContactComparison.Times;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FollowedContactTable.LinkedClient;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.xero.XeroContactCard;

/** Decides what a client and its contact ask of each other, and carries out what needs no call. */
final class ContactDecider {
    private static final Set<OutboxState> UNDER_WAY =
            Set.of(OutboxState.WAITING, OutboxState.SENDING, OutboxState.FAILED, OutboxState.DISCARDED);

    private final ClientCards cards;
    private final FollowedContacts followed;
    private final ContactMatters matters;
    private final XeroEditPlanner xeroEdits;
    private final ContactComparison comparison;

    ContactDecider(
            ClientCards cards,
            FollowedContacts followed,
            ContactMatters matters,
            ConnectionStore store,
            ContactComparison comparison) {
        this.cards = cards;
        this.followed = followed;
        this.matters = matters;
        this.xeroEdits = new XeroEditPlanner(store, followed);
        this.comparison = comparison;
    }

    /** How client and contact stand to each other; empty while one of them was not listed yet. */
    Optional<ContactTask> task(LinkedClient client) {
        Optional<HarvestClientCard> harvest = cards.harvest(client.clientId());
        Optional<XeroContactCard> xero = cards.xero(client.targetId());
        if (harvest.isEmpty() || xero.isEmpty()) {
            return Optional.empty();
        }
        Pair now = new Pair(harvest.get().card(), xero.get().card());
        Standing before = followed.before(client, now);
        return Optional.of(new ContactTask(
                client,
                harvest.get(),
                xero.get(),
                before,
                comparison.compare(
                        before.pair(),
                        now,
                        new Times(harvest.get().updated(), xero.get().updated()),
                        field -> matters.answer(client.clientId(), field, now))));
    }

    /** Whether something is to be asked, planned or written of it that is not under way already. */
    boolean isNews(ContactTask task, Set<Long> dueAgain) {
        Set<ContactField> toXero = task.toXero();
        boolean planned = toXero.isEmpty() || isKnown(task.clientId(), task.xeroRevision(toXero));
        boolean written = harvestParts(task).stream()
                .allMatch(part -> dueAgain.contains(task.clientId())
                        ? false
                        : isKnown(task.clientId(), task.harvestRevision(part)));
        boolean asked = task.with(Outcome.ASKED).stream()
                .allMatch(field -> isKnown(task.clientId(), ContactMatters.conflictRevision(field, task.now())));
        return !planned || !written || !asked;
    }

    private boolean isKnown(long client, Revision revision) {
        OutboxState state = matters.state(client, revision);
        return state != null && UNDER_WAY.contains(state);
    }

    private static Set<Part> harvestParts(ContactTask task) {
        return edits(task).stream().map(ClientEdit::part).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<ClientEdit> edits(ContactTask task) {
        return HarvestEdits.of(
                task.harvest(),
                task.before().pair().xero(),
                task.xero().card(),
                part -> new Origin(
                        task.harvestRevision(part),
                        task.xero().card(),
                        part == Part.PEOPLE ? task.harvestAfter() : null),
                task.toHarvest());
    }

    /** Records and plans what follows; gives what is to be written to Harvest. */
    List<ClientEdit> carryOut(ContactTask task, Set<Long> dueAgain, Set<String> names) {
        List<Matter> told = new ArrayList<>();
        long client = task.clientId();
        settle(task, task.with(Outcome.AGREES));
        asked(task, told);
        List<ClientEdit> edits = towardsHarvest(task, dueAgain, told);
        xeroEdits.plan(task, names, told);
        archived(task, told);
        leftOut(task).ifPresent(told::add);
        matters.tell(client, task.harvest().card().name(), told);
        return edits;
    }

    private void archived(ContactTask task, List<Matter> told) {
        if (task.kept().isEmpty() || !task.harvest().card().active()) {
            return;
        }
        Revision revision = ContactMatters.revision(
                "archived", task.client().targetId() + " " + task.before().version());
        if (matters.isDiscarded(task.clientId(), revision)) {
            settle(task, task.kept());
        } else {
            told.add(new Matter(
                    revision,
                    Problem.of(
                            FailureCode.CONTACT_STAYS_ARCHIVED,
                            task.harvest().card().name())));
        }
    }

    private Optional<Matter> leftOut(ContactTask task) {
        String names = comparison.follows(ContactField.PEOPLE)
                ? task.leftOut().stream().map(Person::toString).collect(Collectors.joining(", "))
                : "";
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Matter(
                        ContactMatters.revision("people", names),
                        Problem.of(
                                        FailureCode.CONTACT_PEOPLE_LEFT_OUT,
                                        task.harvest().card().name())
                                .with("people", names)));
    }

    private void settle(ContactTask task, Set<ContactField> fields) {
        followed.settle(
                task.clientId(), fields, task.harvest().card(), task.xero().card());
    }

    private void asked(ContactTask task, List<Matter> told) {
        Set<ContactField> asked = new TreeSet<>();
        for (ContactField field : task.with(Outcome.ASKED)) {
            if (matters.isDiscarded(task.clientId(), ContactMatters.conflictRevision(field, task.now()))) {
                settle(task, Set.of(field));
            } else {
                told.add(matters.ask(task.clientId(), field, task.now()));
                asked.add(field);
            }
        }
        matters.overBut(task.clientId(), asked);
    }

    private List<ClientEdit> towardsHarvest(ContactTask task, Set<Long> dueAgain, List<Matter> told) {
        List<ClientEdit> wanted = edits(task);
        Set<ContactField> nothingToDo = new TreeSet<>(task.toHarvest());
        wanted.forEach(edit -> nothingToDo.removeAll(edit.settled()));
        ContactCard after = task.harvestAfter();
        followed.settle(
                task.clientId(),
                nothingToDo,
                after == null ? task.harvest().card() : after,
                task.xero().card());
        List<ClientEdit> edits = new ArrayList<>();
        for (ClientEdit edit : wanted) {
            OutboxState state = matters.state(task.clientId(), edit.origin().told());
            if (state == OutboxState.DISCARDED) {
                settle(task, edit.settled());
            } else if (state == OutboxState.FAILED && !dueAgain.contains(task.clientId())) {
                told.add(new Matter(edit.origin().told(), null));
            } else {
                edits.add(edit);
            }
        }
        return edits;
    }
}
