package org.harvestxero.contacts;

import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** The contact of one client, because somebody asks for it before an invoice does. */
public final class ContactsOnRequest {
    private final ConnectionStore store;
    private final ContactPlanner planner;

    public ContactsOnRequest(ConnectionStore store, ContactPlanner planner) {
        this.store = store;
        this.planner = planner;
    }

    /**
     * Records that the client is to have a contact, unless it has one or is about to.
     *
     * @throws IllegalStateException when that can't be decided now; it may be asked for again later
     */
    public void want(long client) {
        SourceDocument listed = store.documents()
                .find(Kind.CLIENT, client)
                .orElseThrow(() -> new IllegalStateException("Harvest's client list does not show client " + client));
        SourceClient source = planner.listed(listed);
        planner.missing(source).ifPresent(missing -> {
            throw new IllegalStateException("The contact of " + listed.number() + " waits: " + missing);
        });
        planner.plan(source);
    }
}
