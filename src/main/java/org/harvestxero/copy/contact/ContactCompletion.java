package org.harvestxero.copy.contact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.MadeContact;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.xero.XeroContactJson;
import org.harvestxero.xero.XeroContactView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Contacts that were made of no more than a client's name, because Harvest's clients could not be read: once the client is known they
 * get what it has. Only fields that are empty in Xero are written; nobody's typing is lost.
 */
public final class ContactCompletion {
    private static final Revision REVISION = Revision.of(RevisionKind.COMPLETION);

    private final ConnectionStore store;
    private final ContactPlanner contactPlanner;
    private final Clock clock;

    public ContactCompletion(ConnectionStore store, ContactPlanner contactPlanner, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.contactPlanner = contactPlanner;
    }

    /** The contacts that lack what their client has by now. */
    public List<MadeContact> bare() {
        contactPlanner.forget();
        return store.links().madeContacts(clock.instant()).stream()
                .filter(ContactCompletion::isBare)
                .filter(made -> wanted(made).filter(now -> !isBare(now)).isPresent())
                .toList();
    }

    private static boolean isBare(MadeContact made) {
        String content = made.content();
        return content != null && !content.isEmpty() && isBare(StoredJson.read(content, TargetContact.class));
    }

    private static boolean isBare(TargetContact contact) {
        return contact.email() == null
                && contact.firstName() == null
                && contact.lastName() == null
                && contact.addressLines().isEmpty();
    }

    private Optional<TargetContact> wanted(MadeContact made) {
        return store.documents()
                .find(Kind.CLIENT, made.clientId())
                .map(contactPlanner::listed)
                .map(contactPlanner::asContact);
    }

    /** Asks how the contact stands now. */
    public XeroRequest request(MadeContact made) {
        return XeroRequest.get("/Contacts/" + made.targetId());
    }

    /** Plans to write what it lacks; nothing where people filled it in meanwhile. */
    public void plan(XeroResponse answer, MadeContact made) {
        XeroContactView now = answer.contact();
        TargetContact wanted = wanted(made).orElseThrow();
        TargetContact lacking = new TargetContact(
                wanted.clientId(),
                wanted.name(),
                wanted.contactNumber(),
                now.person() ? null : wanted.firstName(),
                now.person() ? null : wanted.lastName(),
                now.email() ? null : wanted.email(),
                now.address() ? new ArrayList<>() : wanted.addressLines(),
                null);
        Intent intent = new Intent(
                Kind.CONTACT,
                made.clientId(),
                REVISION,
                Action.UPDATE,
                made.clientId(),
                "1",
                null,
                XeroContactJson.contactEdit(made.targetId(), lacking),
                null,
                wanted.name(),
                null,
                null,
                null);
        if (isBare(lacking)) {
            store.outboxPlanner().settle(intent, "it was filled in by people in Xero");
        } else {
            store.outboxPlanner().plan(intent);
        }
    }
}
