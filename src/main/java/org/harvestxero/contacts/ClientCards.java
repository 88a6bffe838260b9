package org.harvestxero.contacts;

import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestClientCard;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroContactCard;

/** Clients and contacts as the lists showed them last. */
final class ClientCards {
    private final ConnectionStore store;

    ClientCards(ConnectionStore store) {
        this.store = store;
    }

    /** Empty when Harvest's list never showed the client, or it is gone there. */
    Optional<HarvestClientCard> harvest(long client) {
        return store.documents()
                .find(Kind.CLIENT, client)
                .filter(document -> !document.isGone())
                .map(this::card);
    }

    private HarvestClientCard card(SourceDocument client) {
        List<HarvestElement> people = store.documents().children(Kind.CLIENT_CONTACT, client.sourceId()).stream()
                .filter(person -> !person.isGone())
                .map(person -> HarvestElement.parse(person.content()))
                .toList();
        return HarvestClientCard.of(HarvestElement.parse(client.content()), people);
    }

    /** Empty when Xero's list did not show the contact yet. */
    Optional<XeroContactCard> xero(String contact) {
        return store.contacts().card(contact).map(card -> StoredJson.read(card, XeroContactCard.class));
    }
}
