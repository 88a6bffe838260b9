package org.harvestxero.contacts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * Contacts of new clients, made before their first invoice ({@code contacts.create=at-once}). New is a client that was made after this was
 * switched on: a list of hundreds of old ones is not poured into the books.
 */
final class NewClientContacts {
    private static final String SINCE = "contacts-at-once";

    private final ConnectionStore store;
    private final ContactPlanner planner;
    private final ContactMatters matters;
    private final Clock clock;

    NewClientContacts(ConnectionStore store, ContactPlanner planner, ContactMatters matters, Clock clock) {
        this.matters = matters;
        this.store = store;
        this.planner = planner;
        this.clock = clock;
    }

    private Instant since() {
        return store.watermarks().find(SINCE).map(Instant::parse).orElseGet(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            store.watermarks().move(SINCE, now.toString());
            return now;
        });
    }

    private List<SourceDocument> wanting(Collection<Long> clients) {
        Instant since = since();
        Map<Long, ?> linked = store.links().find(Kind.CONTACT, clients);
        return clients.stream()
                .filter(client -> !linked.containsKey(client))
                .flatMap(client -> store.documents().find(Kind.CLIENT, client).stream())
                .filter(client -> !client.isGone())
                .filter(client -> isWanted(HarvestClientView.of(HarvestElement.parse(client.content())), since))
                .toList();
    }

    private static boolean isWanted(HarvestClientView client, Instant since) {
        Instant created = client.created();
        return client.active() && created != null && !created.isBefore(since);
    }

    /** Those that are looked at again until they have a contact, or until Harvest's list shows who a person belongs to. */
    List<Long> pending(Collection<Long> clients) {
        return Stream.concat(
                        wanting(clients).stream().map(SourceDocument::sourceId),
                        clients.stream()
                                .filter(client -> store.documents()
                                        .find(Kind.CLIENT, client)
                                        .isEmpty()))
                .toList();
    }

    /** Whether one of the clients has no contact yet, nor one on its way. */
    boolean isAny(Collection<Long> clients) {
        return wanting(clients).stream()
                .map(SourceDocument::sourceId)
                .anyMatch(client -> store.outbox().openOf(Kind.CONTACT, client).isEmpty());
    }

    /** Plans them; what can't be made is told of, since no invoice is there that would show it. */
    void plan(Collection<Long> clients, Set<Long> dueAgain) {
        for (SourceDocument client : wanting(clients)) {
            if (dueAgain.contains(client.sourceId())) {
                failed(client.sourceId())
                        .ifPresent(row ->
                                store.outboxPlanner().supersedeOne(Kind.CONTACT, client.sourceId(), row.revision()));
            }
            planner.plan(planner.listed(client));
            tell(client);
        }
    }

    private Optional<Row> failed(long client) {
        return store.outbox().openOf(Kind.CONTACT, client).stream()
                .filter(row -> row.state() == OutboxState.FAILED)
                .findFirst();
    }

    private void tell(SourceDocument client) {
        String name = String.valueOf(client.number());
        List<Matter> told = failed(client.sourceId()).stream()
                .map(row -> String.valueOf(row.message()))
                .map(words -> new Matter(
                        ContactMatters.revision("contact", words),
                        Problem.of(FailureCode.CONTACT_NOT_MADE, name).with("words", words)))
                .toList();
        matters.tell(client.sourceId(), name, told);
    }
}
