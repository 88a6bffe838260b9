package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.ledger.RowState;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.ContactBook;
import org.harvestxero.mapping.ContactContext;
import org.harvestxero.mapping.ContactMatch;
import org.harvestxero.mapping.ContactMatching;
import org.harvestxero.mapping.Marks;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.SourceClient;
import org.harvestxero.mapping.TargetContact;
import org.harvestxero.mapping.XeroContact;
import org.jspecify.annotations.Nullable;

/**
 * Finds or plans the Xero contact of a Harvest client: one intent per client, never a guess. Two clients whose names are equal for
 * Xero never travel together; the second waits for a person (ruling 2).
 */
public final class Clients {
    private final String connection;
    private final Ledger ledger;
    private final SettingsCache settings;
    private final Inputs inputs;
    private final Refusals refusals;
    private final Clock clock;
    private final boolean byEmail;
    private final Map<Long, SourceClient> read = new ConcurrentHashMap<>();
    private final Map<Long, Optional<XeroContact>> contacts = new ConcurrentHashMap<>();
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();
    /** Clients whose contact is not in Xero yet, by the contact's name; null until asked for. */
    private @Nullable Map<String, Set<Long>> inFlight;

    /** @param byEmail whether a contact may be adopted because its e-mail address is the same */
    public Clients(
            String connection,
            Ledger ledger,
            SettingsCache settings,
            Inputs inputs,
            Refusals refusals,
            Clock clock,
            boolean byEmail) {
        this.inputs = inputs;
        this.connection = connection;
        this.ledger = ledger;
        this.settings = settings;
        this.refusals = refusals;
        this.clock = clock;
        this.byEmail = byEmail;
    }

    /** What was read of clients is read anew: their lists may have changed. */
    void forget() {
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
                inFlight = ledger.outbox().contactsInFlight(connection);
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
    SourceClient of(JsonNode invoice) {
        if (!invoice.path("client").path("id").isIntegralNumber()) {
            throw new HarvestUnreadableException("client", "absent");
        }
        long id = invoice.path("client").path("id").asLong();
        return read.computeIfAbsent(id, unread -> read(id, invoice));
    }

    private SourceClient read(long id, JsonNode invoice) {
        return ledger.documents()
                .find(connection, Kind.CLIENT, id)
                .map(this::listed)
                .orElseGet(() -> HarvestReader.client(invoice.path("client"), List.of()));
    }

    /** The client of one row of Harvest's client list, with its people. */
    SourceClient listed(SourceDocument client) {
        List<JsonNode> people = ledger.documents().children(connection, Kind.CLIENT_CONTACT, client.sourceId()).stream()
                .map(person -> Json.tree(person.content()))
                .toList();
        return HarvestReader.client(Json.tree(client.content()), people);
    }

    TargetContact asContact(SourceClient client) {
        return ContactMatching.asNew(client, settings.current());
    }

    /** The client's Xero contact: the linked one, else the one it would be linked to; empty when it is still to be made. */
    Optional<XeroContact> contact(SourceClient client) {
        return contacts.computeIfAbsent(client.id(), unread -> {
            Optional<Link> link = ledger.links().find(connection, Kind.CONTACT, client.id());
            return link.isPresent() ? byId(link.get().targetId()) : matching(client);
        });
    }

    /** What the client's contact is, or would be, this moment, whatever a cycle has read. */
    ContactMatch contactNow(SourceClient client) {
        return ledger.links()
                .find(connection, Kind.CONTACT, client.id())
                .flatMap(link -> byId(link.targetId()))
                .<ContactMatch>map(contact -> new ContactMatch.Found(contact, ContactMatch.By.LINK))
                .orElseGet(() -> ContactMatching.match(client, known(client)));
    }

    private Optional<XeroContact> matching(SourceClient client) {
        return ContactMatching.match(client, known(client)) instanceof ContactMatch.Found found
                ? Optional.of(found.contact())
                : Optional.empty();
    }

    /**
     * Sees to it that the client has a contact, or will have one, or stands as a failed copy that says why not; nothing happens while
     * something is {@link #missing} for that.
     */
    void plan(SourceClient client) {
        if (missing(client).isEmpty() && planned.add(client.id())) {
            planOne(client);
        }
    }

    /** Why nothing that needs the client's contact can be planned now: it is neither known nor on its way, and lists are missing. */
    Optional<String> missing(SourceClient client) {
        Optional<String> missing = inputs.missingForContact(client.id());
        return missing.isEmpty()
                        || planned.contains(client.id())
                        || ledger.links()
                                .find(connection, Kind.CONTACT, client.id())
                                .isPresent()
                        || ledger.outbox().openOf(connection, Kind.CONTACT, client.id()).stream()
                                .anyMatch(row -> row.state() != RowState.FAILED)
                ? Optional.empty()
                : missing;
    }

    private void planOne(SourceClient client) {
        Optional<Link> link = ledger.links().find(connection, Kind.CONTACT, client.id());
        if (link.isPresent()) {
            followMerge(client, link.get().targetId());
            return;
        }
        List<Row> open = ledger.outbox().openOf(connection, Kind.CONTACT, client.id());
        if (open.stream().anyMatch(row -> row.state() != RowState.FAILED)) {
            return;
        }
        ContactMatch match = ContactMatching.match(client, known(client));
        if (match instanceof ContactMatch.Found found) {
            adopt(client, found.contact(), open);
        } else if (match instanceof ContactMatch.Missing missing) {
            create(client, missing.contact());
        } else if (match instanceof ContactMatch.Unclear unclear) {
            refuse(client, unclear.problem());
        }
    }

    /** A linked contact that people in Xero merged into another one leads there from now on. */
    private void followMerge(SourceClient client, String linked) {
        boolean ended = byId(linked).map(contact -> !contact.active()).orElse(false);
        if (ended
                && ContactMatching.match(client, known(client, linked)) instanceof ContactMatch.Found found
                && !found.contact().id().equals(linked)) {
            adopt(client, found.contact(), List.of());
        }
    }

    private ContactContext known(SourceClient client) {
        return known(client, null);
    }

    /** @param linkedContactId the contact the client is linked to; null without one */
    private ContactContext known(SourceClient client, @Nullable String linkedContactId) {
        String nameKey = ContactMatching.xeroNameKey(client.name());
        List<XeroContact> candidates = ledger
                .contacts()
                .candidates(connection, Marks.client(client.id()), nameKey, emailKey(client.email()))
                .stream()
                .map(content -> Json.read(content, XeroContact.class))
                .collect(Collectors.toCollection(ArrayList::new));
        Optional.ofNullable(linkedContactId).flatMap(this::byId).ifPresent(candidates::add);
        Map<String, Long> linked = new HashMap<>();
        for (XeroContact candidate : candidates) {
            ledger.links()
                    .byTarget(connection, Kind.CONTACT, candidate.id())
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
        return ledger.contacts().byId(connection, contactId).map(content -> Json.read(content, XeroContact.class));
    }

    static @Nullable String emailKey(@Nullable String email) {
        return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private void adopt(SourceClient client, XeroContact contact, List<Row> open) {
        ledger.inTransaction(() -> {
            ledger.links()
                    .put(
                            connection,
                            new Link(
                                    Kind.CONTACT,
                                    client.id(),
                                    contact.id(),
                                    contact.contactNumber(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    true,
                                    "adopted",
                                    null,
                                    null,
                                    null,
                                    null,
                                    clock.instant()));
            open.forEach(row -> ledger.outbox().discard(row.id(), "the contact is in Xero now"));
            ledger.audit()
                    .add(
                            connection,
                            "process",
                            Kind.CONTACT,
                            client.id(),
                            "linked",
                            "to the Xero contact " + contact.name());
        });
    }

    private void create(SourceClient client, TargetContact contact) {
        String nameKey = ContactMatching.xeroNameKey(contact.name());
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                Kind.CONTACT,
                                client.id(),
                                "create",
                                Action.CREATE,
                                client.id(),
                                "0",
                                null,
                                Json.write(contact),
                                null,
                                nameKey,
                                null,
                                null,
                                null));
        nowInFlight(nameKey, client.id());
    }

    private void refuse(SourceClient client, Problem problem) {
        String nameKey = ContactMatching.xeroNameKey(client.name());
        refusals.refuse(Kind.CONTACT, client.id(), nameKey, "create", problem);
        nowInFlight(nameKey, client.id());
    }
}
