package org.harvestxero.copy.contact;

import java.time.Clock;
import java.util.List;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;

/** Links a client or a person of Harvest to a contact that was found in Xero. */
public final class ContactAdoption {
    private final ConnectionStore store;
    private final Clock clock;

    public ContactAdoption(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Records the link and gives up what failed for want of it, in one transaction.
     *
     * @param kind of the link, {@link Kind#CONTACT} or {@link Kind#SUPPLIER}
     * @param sourceId Harvest's id
     */
    public void link(Kind kind, long sourceId, XeroContact contact, List<Row> open) {
        store.inTransaction(() -> record(kind, sourceId, contact, open));
    }

    private void record(Kind kind, long sourceId, XeroContact contact, List<Row> open) {
        store.links()
                .put(new Link(
                        kind,
                        sourceId,
                        contact.id(),
                        contact.contactNumber(),
                        null,
                        null,
                        null,
                        null,
                        true,
                        CopyOutcome.ADOPTED.code(),
                        null,
                        null,
                        null,
                        null,
                        clock.instant()));
        open.forEach(row -> store.failedRows().discard(row.id(), "the contact is in Xero now"));
        store.audit().add("process", kind, sourceId, "linked", "to the Xero contact " + contact.name());
    }
}
