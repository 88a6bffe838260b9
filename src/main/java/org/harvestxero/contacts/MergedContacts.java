package org.harvestxero.contacts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FollowedContactTable.LinkedClient;
import org.harvestxero.store.copy.Kind;

/** Contacts that people merged in Xero: the client's contact is the one that is left. */
final class MergedContacts {
    private final ConnectionStore store;
    private final ContactPlanner planner;
    private final ClientCards cards;
    private final ContactMatters matters;

    MergedContacts(ConnectionStore store, ContactPlanner planner, ClientCards cards, ContactMatters matters) {
        this.store = store;
        this.planner = planner;
        this.cards = cards;
        this.matters = matters;
    }

    /** The client with the contact it has by now; empty where its contact was merged and nobody can tell which it is. */
    Optional<LinkedClient> follow(LinkedClient client) {
        Optional<XeroContact> contact =
                store.contacts().byId(client.targetId()).map(content -> StoredJson.read(content, XeroContact.class));
        if (contact.filter(each -> !each.active() && each.mergedInto() != null).isEmpty()) {
            return Optional.of(client);
        }
        store.documents()
                .find(Kind.CLIENT, client.clientId())
                .map(planner::listed)
                .ifPresent(planner::followMerge);
        Optional<LinkedClient> now = store.followed().contacts().linked(Set.of(client.clientId())).stream()
                .filter(each -> !each.targetId().equals(client.targetId()))
                .map(each -> new LinkedClient(each.clientId(), each.targetId(), null))
                .findFirst();
        if (now.isEmpty()) {
            tell(client, contact.get());
        }
        return now;
    }

    private void tell(LinkedClient client, XeroContact contact) {
        String into = String.valueOf(contact.mergedInto());
        boolean others = store.links()
                .byTarget(Kind.CONTACT, into)
                .filter(link -> link.sourceId() != client.clientId())
                .isPresent();
        if (others) {
            String name = cards.harvest(client.clientId())
                    .map(each -> each.card().name())
                    .orElse(contact.name());
            String other = cards.xero(into).map(each -> each.card().name()).orElse(into);
            matters.tell(
                    client.clientId(),
                    name,
                    List.of(new Matter(
                            ContactMatters.revision("merged", into),
                            Problem.of(FailureCode.CONTACT_MERGED_AWAY, name)
                                    .with("other", other)
                                    .with("mark", Marks.client(client.clientId())))));
        }
    }
}
