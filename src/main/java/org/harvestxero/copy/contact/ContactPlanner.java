package org.harvestxero.copy.contact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.harvest.HarvestClientReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.mapping.contact.ContactBook;
import org.harvestxero.mapping.contact.ContactContext;
import org.harvestxero.mapping.contact.ContactDefaults;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds or plans the Xero contact of a Harvest client: one intent per client, never a guess. Two clients whose names are equal for
 * Xero never travel together; the second waits for a person (ruling 2).
 */
public final class ContactPlanner {
    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final StageInputs stageInputs;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final ContactAdoption adoption;
    private final boolean byEmail;
    private final ContactDefaults defaults;
    private final Map<Long, SourceClient> read = new ConcurrentHashMap<>();
    private final Map<Long, Optional<XeroContact>> contacts = new ConcurrentHashMap<>();
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();
    /** Clients whose contact is not in Xero yet, by the contact's name; null until asked for. */
    private @Nullable Map<String, Set<Long>> inFlight;

    /**
     * @param byEmail whether a contact may be adopted because its e-mail address is the same
     * @param defaults what a contact is given when it is made
     */
    public ContactPlanner(
            ConnectionStore store,
            XeroReferenceData settings,
            StageInputs stageInputs,
            OwnRefusalRecorder ownRefusalRecorder,
            Clock clock,
            boolean byEmail,
            ContactDefaults defaults) {
        this.defaults = defaults;
        this.stageInputs = stageInputs;
        this.store = store;
        this.settings = settings;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.adoption = new ContactAdoption(store, clock);
        this.byEmail = byEmail;
    }

    /** What was read of clients is read anew: their lists may have changed. */
    public void forget() {
        read.clear();
        contacts.clear();
        planned.clear();
        synchronized (planned) {
            inFlight = null;
        }
    }

    private List<Long> inFlight(String nameKey) {
        synchronized (planned) {
            if (inFlight == null) {
                inFlight = store.outbox().contactsInFlight();
            }
            return List.copyOf(inFlight.getOrDefault(nameKey, Set.of()));
        }
    }

    private void nowInFlight(String nameKey, long client) {
        synchronized (planned) {
            if (inFlight != null) {
                inFlight.computeIfAbsent(nameKey, name -> new LinkedHashSet<>()).add(client);
            }
        }
    }

    /** The client as Harvest's lists show it, else as the invoice names it. */
    public SourceClient of(HarvestElement invoice) {
        long id = HarvestClientReader.clientIdOf(invoice);
        return read.computeIfAbsent(id, unread -> read(id, invoice));
    }

    private SourceClient read(long id, HarvestElement invoice) {
        return store.documents()
                .find(Kind.CLIENT, id)
                .map(this::listed)
                .orElseGet(() -> HarvestClientReader.clientOf(invoice));
    }

    /** The client of one row of Harvest's client list, with its people. */
    public SourceClient listed(SourceDocument client) {
        List<HarvestElement> people = store.documents().children(Kind.CLIENT_CONTACT, client.sourceId()).stream()
                .map(person -> HarvestElement.parse(person.content()))
                .toList();
        return HarvestClientReader.client(HarvestElement.parse(client.content()), people);
    }

    TargetContact asContact(SourceClient client) {
        return ContactMatcher.asNew(client, settings.current());
    }

    /** The client's Xero contact: the linked one, else the one it would be linked to; empty when it is still to be made. */
    public Optional<XeroContact> contact(SourceClient client) {
        return contacts.computeIfAbsent(client.id(), unread -> {
            Optional<Link> link = store.links().find(Kind.CONTACT, client.id());
            return link.isPresent() ? byId(link.get().targetId()) : matching(client);
        });
    }

    /** What the client's contact is, or would be, this moment, whatever a cycle has read. */
    public ContactMatch contactNow(SourceClient client) {
        return store.links()
                .find(Kind.CONTACT, client.id())
                .flatMap(link -> byId(link.targetId()))
                .<ContactMatch>map(contact -> new ContactMatch.Found(contact, ContactMatch.By.LINK))
                .orElseGet(() -> ContactMatcher.match(client, known(client)));
    }

    private Optional<XeroContact> matching(SourceClient client) {
        return ContactMatcher.match(client, known(client)) instanceof ContactMatch.Found found
                ? Optional.of(found.contact())
                : Optional.empty();
    }

    /**
     * Sees to it that the client has a contact, or will have one, or stands as a failed copy that says why not; nothing happens while
     * something is {@link #missing} for that.
     */
    public void plan(SourceClient client) {
        if (missing(client).isEmpty() && planned.add(client.id())) {
            planOne(client);
        }
    }

    /** Why nothing that needs the client's contact can be planned now: it is neither known nor on its way, and lists are missing. */
    public Optional<String> missing(SourceClient client) {
        Optional<String> missing = stageInputs.missingForContact(client.id());
        return missing.isEmpty()
                        || planned.contains(client.id())
                        || store.links().find(Kind.CONTACT, client.id()).isPresent()
                        || store.outbox().openOf(Kind.CONTACT, client.id()).stream()
                                .anyMatch(row -> row.state() != OutboxState.FAILED)
                ? Optional.empty()
                : missing;
    }

    private void planOne(SourceClient client) {
        Optional<Link> link = store.links().find(Kind.CONTACT, client.id());
        if (link.isPresent()) {
            followMerge(client, link.get().targetId());
            return;
        }
        List<Row> open = store.outbox().openOf(Kind.CONTACT, client.id());
        if (open.stream().anyMatch(row -> row.state() != OutboxState.FAILED)) {
            return;
        }
        ContactMatch match = ContactMatcher.match(client, known(client));
        if (match instanceof ContactMatch.Found found) {
            adoption.link(Kind.CONTACT, client.id(), found.contact(), open);
        } else if (match instanceof ContactMatch.Missing missing) {
            create(client, missing.contact());
        } else if (match instanceof ContactMatch.Unclear unclear) {
            refuse(client, unclear.problem());
        }
    }

    /** The same for a client whose invoices don't ask for it now. */
    public void followMerge(SourceClient client) {
        contacts.remove(client.id());
        store.links().find(Kind.CONTACT, client.id()).ifPresent(link -> followMerge(client, link.targetId()));
    }

    /** A linked contact that people in Xero merged into another one leads there from now on. */
    private void followMerge(SourceClient client, String linked) {
        boolean ended = byId(linked).map(contact -> !contact.active()).orElse(false);
        if (ended
                && ContactMatcher.match(client, known(client, linked)) instanceof ContactMatch.Found found
                && !found.contact().id().equals(linked)) {
            adoption.link(Kind.CONTACT, client.id(), found.contact(), List.of());
        }
    }

    private ContactContext known(SourceClient client) {
        return known(client, null);
    }

    /** @param linkedContactId the contact the client is linked to; null without one */
    private ContactContext known(SourceClient client, @Nullable String linkedContactId) {
        String nameKey = ContactMatcher.xeroNameKey(client.name());
        List<XeroContact> candidates =
                store.contacts().candidates(Marks.client(client.id()), nameKey, emailKey(client.email())).stream()
                        .map(content -> StoredJson.read(content, XeroContact.class))
                        .collect(Collectors.toCollection(ArrayList::new));
        Optional.ofNullable(linkedContactId).flatMap(this::byId).ifPresent(candidates::add);
        Map<String, Long> linked = new HashMap<>();
        for (XeroContact candidate : candidates) {
            store.links()
                    .byTarget(Kind.CONTACT, candidate.id())
                    .ifPresent(link -> linked.put(candidate.id(), link.sourceId()));
        }
        Map<String, Long> claimed = new HashMap<>();
        inFlight(nameKey).stream()
                .filter(other -> other != client.id())
                .findFirst()
                .ifPresent(other -> claimed.put(nameKey, other));
        return new ContactContext(
                ContactBook.of(withMerged(candidates)), settings.current(), linkedContactId, linked, claimed, byEmail);
    }

    /** The candidates and what they were merged into. */
    private List<XeroContact> withMerged(List<XeroContact> candidates) {
        Map<String, XeroContact> all = new LinkedHashMap<>();
        candidates.forEach(contact -> all.put(contact.id(), contact));
        for (XeroContact contact : candidates) {
            String next = contact.mergedInto();
            while (next != null && !all.containsKey(next)) {
                Optional<XeroContact> merged = byId(next);
                merged.ifPresent(found -> all.put(found.id(), found));
                next = merged.map(XeroContact::mergedInto).orElse(null);
            }
        }
        return List.copyOf(all.values());
    }

    private Optional<XeroContact> byId(String contactId) {
        return store.contacts().byId(contactId).map(content -> StoredJson.read(content, XeroContact.class));
    }

    static @Nullable String emailKey(@Nullable String email) {
        return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private void create(SourceClient client, TargetContact contact) {
        String nameKey = ContactMatcher.xeroNameKey(contact.name());
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CONTACT,
                        client.id(),
                        Revision.of(RevisionKind.CONTACT),
                        Action.CREATE,
                        client.id(),
                        "0",
                        null,
                        StoredJson.write(contact.with(defaults.of(client.currency()))),
                        null,
                        nameKey,
                        null,
                        null,
                        null));
        defaults.group(client.currency())
                .ifPresent(group -> store.followed().groupWishes().wish(client.id(), group));
        nowInFlight(nameKey, client.id());
    }

    private void refuse(SourceClient client, Problem problem) {
        String nameKey = ContactMatcher.xeroNameKey(client.name());
        ownRefusalRecorder.refuse(Kind.CONTACT, client.id(), nameKey, Revision.of(RevisionKind.CONTACT), problem);
        nowInFlight(nameKey, client.id());
    }
}
