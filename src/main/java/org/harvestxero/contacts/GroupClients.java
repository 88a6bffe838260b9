package org.harvestxero.contacts;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.harvestxero.contacts.ClientEdit.Origin;
import org.harvestxero.contacts.ClientEdit.Part;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.contact.ContactAdoption;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.StageInputs.Input;
import org.harvestxero.harvest.HarvestClientCard;
import org.harvestxero.harvest.HarvestClientRequests;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.GroupedContactTable.Grouped;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.database.Ages;
import org.harvestxero.store.database.Durability;
import org.harvestxero.xero.XeroContactCard;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients in Harvest of the contacts of one group in Xero ({@code contacts.from-group}). A client of the contact's name that is there
 * already is the contact's; so a request without an answer is found again by the name, two minutes later at the earliest.
 */
public final class GroupClients {
    private static final Duration UNTIL_SEARCH = Duration.ofMinutes(2);
    private static final Set<ContactField> OF_PERSON =
            EnumSet.of(ContactField.EMAIL, ContactField.PHONES, ContactField.PEOPLE);

    private final ConnectionStore store;
    private final ContactPolicy policy;
    private final Parts parts;
    private final ClientCards cards;
    private final GroupMembers members;
    private final ContactAdoption adoption;
    private final Clock clock;
    private final Ages<String> questions;

    /** What it works with. */
    record Parts(
            StageInputs inputs,
            ContactPlanner planner,
            SourceRecorder recorder,
            FollowedContacts followed,
            ContactMatters matters,
            ContactNews news) {}

    /** @param nanos time that passes, whatever the clock shows */
    GroupClients(ConnectionStore store, ContactPolicy policy, Parts parts, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.policy = policy;
        this.parts = parts;
        this.cards = new ClientCards(store);
        this.members = new GroupMembers(policy.group(), parts.matters(), nanos);
        this.adoption = new ContactAdoption(store, clock);
        this.clock = clock;
        this.questions = new Ages<>(clock, nanos);
    }

    /** A client that is to be made. */
    public record NewClient(String targetId, XeroContactCard contact) {
        String name() {
            return contact.card().name();
        }

        /** Without what it holds, for logs. */
        @Override
        public String toString() {
            return "a client for contact " + targetId;
        }
    }

    /** Whether the group is to be read. */
    public boolean isDue() {
        return members.isDue();
    }

    public XeroRequest groups() {
        return members.groups();
    }

    /** Asks for the group's contacts; null where there is no such group. */
    public @Nullable XeroRequest contactsOf(XeroResponse groups) {
        return members.one(groups).orElse(null);
    }

    public void take(XeroResponse group) {
        members.take(group);
    }

    /** Whether a contact of the group has no client yet, so that both of Harvest's lists are needed. */
    boolean isAny() {
        return policy.group() != null && !open().isEmpty();
    }

    private List<NewClient> open() {
        List<String> all = members.all();
        Map<String, Link> linked = store.links().byTarget(Kind.CONTACT, all);
        boolean again = parts.matters().dueAgain().contains(GroupMembers.NO_CLIENT);
        return all.stream()
                .filter(contact -> !linked.containsKey(contact) && isOpen(contact, again))
                .flatMap(contact -> cards
                        .xero(contact)
                        .filter(card -> card.card().active())
                        .stream()
                        .map(card -> new NewClient(contact, card)))
                .toList();
    }

    private boolean isOpen(String contact, boolean again) {
        OutboxState told = parts.matters().state(GroupMembers.NO_CLIENT, told(contact));
        Grouped known = store.followed().grouped().find(contact).orElse(null);
        boolean closed = told == OutboxState.DISCARDED || (told == OutboxState.FAILED && !again);
        boolean asked = known != null
                && (known.clientId() != null || questions.isYounger(contact, known.askedAt(), UNTIL_SEARCH));
        return !closed && !asked;
    }

    private static Revision told(String contact) {
        return ContactMatters.revision("client-of", contact);
    }

    /** After both sides were listed: the clients to make. Where one of the name is there already, it is the contact's. */
    public List<NewClient> wanted() {
        if (!parts.inputs().isReadNow(Input.CLIENTS) || !parts.inputs().isReadNow(Input.CONTACTS)) {
            return List.of();
        }
        List<NewClient> open = policy.group() == null ? List.of() : open();
        Map<String, Long> names = open.isEmpty() ? Map.of() : names();
        List<NewClient> wanted = new ArrayList<>();
        for (NewClient each : open) {
            Long known = names.get(ContactMatcher.xeroNameKey(each.name()));
            if (known == null) {
                wanted.add(each);
            } else {
                store.inTransaction(() -> isThere(each, known));
            }
        }
        return wanted;
    }

    private Map<String, Long> names() {
        Map<String, Long> names = new HashMap<>();
        for (Iterator<List<Long>> pages = store.documents().ids(Kind.CLIENT); pages.hasNext(); ) {
            store.documents()
                    .numbers(Kind.CLIENT, pages.next())
                    .forEach((id, name) -> names.putIfAbsent(ContactMatcher.xeroNameKey(name), id));
        }
        return names;
    }

    private void isThere(NewClient wanted, long client) {
        boolean another = store.links()
                .find(Kind.CONTACT, client)
                .filter(link -> !link.targetId().equals(wanted.targetId()))
                .isPresent();
        if (another) {
            refuse(wanted, "a client of that name is there, but it belongs to another contact");
            return;
        }
        boolean ours = store.followed().grouped().find(wanted.targetId()).isPresent();
        link(wanted, client);
        if (ours) {
            made(wanted, client);
        }
    }

    private void link(NewClient wanted, long client) {
        XeroContact contact = store.contacts()
                .byId(wanted.targetId())
                .map(content -> StoredJson.read(content, XeroContact.class))
                .orElseThrow();
        adoption.link(
                Kind.CONTACT,
                client,
                contact,
                store.outbox().openOf(Kind.CONTACT, client).stream()
                        .filter(row -> row.state() == OutboxState.FAILED)
                        .toList());
        parts.matters().over(GroupMembers.NO_CLIENT, told(wanted.targetId()));
    }

    private void made(NewClient wanted, long client) {
        store.followed().grouped().made(wanted.targetId(), client);
        if (policy.follows()) {
            parts.followed()
                    .fromXero(client, wanted.targetId(), wanted.contact().card());
            store.followed().grouped().done(wanted.targetId());
            parts.news().clients(List.of(client));
        }
    }

    /** Notes, on disk, that Harvest is about to be asked. */
    public void begin(NewClient wanted) {
        store.followed().grouped().asked(wanted.targetId());
        questions.begin(wanted.targetId());
        Durability.settle(store.dataSource());
    }

    public HarvestRequest request(NewClient wanted) {
        return HarvestClientRequests.create(
                wanted.contact().card(), wanted.contact().currency());
    }

    /** Harvest made it. */
    public void done(HarvestResponse answer, NewClient wanted) {
        HarvestElement client = answer.element();
        store.inTransaction(() -> {
            parts.recorder().client(client, clock.instant());
            link(wanted, client.id());
            made(wanted, client.id());
            store.audit()
                    .add("process", Kind.CLIENT, client.id(), "made", "of a contact of the group " + members.group());
        });
    }

    /** The people of clients that were made, where people don't follow anyway; each until Harvest shows one. */
    List<ClientEdit> people() {
        Set<Long> dueAgain = parts.matters().dueAgain();
        return store.followed().grouped().made().stream()
                .flatMap(each -> person(each, dueAgain).stream())
                .toList();
    }

    private Optional<ClientEdit> person(Grouped grouped, Set<Long> dueAgain) {
        long client = Objects.requireNonNullElse(grouped.clientId(), GroupMembers.NO_CLIENT);
        Optional<HarvestClientCard> harvest = cards.harvest(client);
        ContactCard contact = cards.xero(grouped.targetId())
                .map(XeroContactCard::card)
                .filter(card -> !card.main().isNameless() || card.email() != null)
                .orElse(null);
        Revision revision = ContactMatters.revision(Part.PEOPLE.code(), "of the group");
        OutboxState state = parts.matters().state(client, revision);
        if (contact == null
                || harvest.isEmpty()
                || !harvest.get().personIds().isEmpty()
                || state == OutboxState.DISCARDED) {
            store.followed().grouped().done(grouped.targetId());
            parts.matters().over(client, revision);
            return Optional.empty();
        }
        if (state == OutboxState.FAILED && !dueAgain.contains(client)) {
            return Optional.empty();
        }
        Person main = contact.main();
        return Optional.of(new ClientEdit(
                client,
                Part.PEOPLE,
                OF_PERSON,
                HarvestClientRequests.main(client, null, OF_PERSON, contact),
                new Person(main.first(), main.last(), contact.email(), true),
                new Origin(revision, contact, null)));
    }

    /** Lets what failed come here. */
    void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(NewClient.class, FailedWrites.Handling.ofRefusals(this::refused));
    }

    private void refused(NewClient wanted, RequestRefusedException why) {
        refuse(wanted, "Harvest says: " + why.words());
    }

    private void refuse(NewClient wanted, String words) {
        parts.matters()
                .tellOne(
                        GroupMembers.NO_CLIENT,
                        wanted.name(),
                        new Matter(
                                told(wanted.targetId()),
                                Problem.of(FailureCode.CLIENT_NOT_MADE, wanted.name())
                                        .with("group", members.group())
                                        .with("words", words)));
    }
}
