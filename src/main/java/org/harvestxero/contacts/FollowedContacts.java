package org.harvestxero.contacts;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactCard.Phones;
import org.harvestxero.mapping.contact.ContactComparison.Pair;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.FollowedContactTable.Known;
import org.harvestxero.store.copy.FollowedContactTable.LinkedClient;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.xero.XeroContactCard;
import org.harvestxero.xero.XeroElement;

/** How each side stood when a client and its contact were last known to belong together: what both are compared with. */
final class FollowedContacts {
    /** What a new contact is given beside its people. */
    private static final Set<ContactField> MADE =
            EnumSet.of(ContactField.NAME, ContactField.EMAIL, ContactField.ADDRESS);

    private final ConnectionStore store;
    private final XeroContactCache cache;
    private final ClientCards cards;

    FollowedContacts(ConnectionStore store, XeroContactCache cache) {
        this.store = store;
        this.cache = cache;
        this.cards = new ClientCards(store);
    }

    /** Both sides as they were known, and which version of that it is. */
    record Standing(Pair pair, long version) {}

    /** What was sent to Xero: these fields, as Harvest had them. */
    record Written(Set<ContactField> fields, ContactCard harvest) {}

    /**
     * How the two were last known. Never seen together before, or led to another contact by a merge, they count as they stand: what
     * differs today is nobody's change. Of a contact we made, what was sent counts instead.
     */
    Standing before(LinkedClient client, Pair now) {
        return store.followed()
                .contacts()
                .find(client.clientId())
                .filter(known -> known.targetId().equals(client.targetId()))
                .map(FollowedContacts::standing)
                .orElseGet(() -> begin(client, now));
    }

    private static Standing standing(Known known) {
        return new Standing(
                new Pair(
                        StoredJson.read(known.harvestCard(), ContactCard.class),
                        StoredJson.read(known.xeroCard(), ContactCard.class)),
                known.version());
    }

    private Standing begin(LinkedClient client, Pair now) {
        String created = client.created();
        Pair first =
                created == null || created.isEmpty() ? now : asMade(StoredJson.read(created, TargetContact.class), now);
        put(client.clientId(), client.targetId(), first);
        return standing(store.followed().contacts().find(client.clientId()).orElseThrow());
    }

    private static Pair asMade(TargetContact made, Pair now) {
        ContactCard sent = sent(made, now.harvest().phones());
        return new Pair(now.harvest().with(MADE, sent), now.xero().with(MADE, sent));
    }

    private static ContactCard sent(TargetContact made, Phones phones) {
        return new ContactCard(
                made.name(),
                made.email(),
                made.addressLines(),
                phones,
                List.of(new Person(made.firstName(), made.lastName(), null, true)),
                true);
    }

    /** A contact that is made is known as it was sent: without other people and phone numbers, which follow. */
    private void made(Row row, XeroElement contact) {
        String content = row.content();
        if (content == null || content.isEmpty()) {
            return;
        }
        ContactCard sent = sent(StoredJson.read(content, TargetContact.class), Phones.NONE);
        cards.harvest(row.sourceId())
                .ifPresent(client -> put(
                        row.sourceId(),
                        contact.id(),
                        new Pair(
                                client.card().with(EnumSet.complementOf(EnumSet.of(ContactField.ACTIVE)), sent),
                                XeroContactCard.of(contact).card())));
    }

    /** A client that was made of its contact: what it does not hold yet counts as changed in Xero. */
    void fromXero(long client, String target, ContactCard xero) {
        ContactCard nobody = new ContactCard(xero.name(), null, List.of(), Phones.NONE, List.of(), true);
        cards.harvest(client)
                .ifPresent(made -> put(
                        client,
                        target,
                        new Pair(
                                made.card(),
                                xero.with(
                                        EnumSet.of(ContactField.EMAIL, ContactField.PHONES, ContactField.PEOPLE),
                                        nobody))));
    }

    private void put(long client, String target, Pair pair) {
        store.followed()
                .contacts()
                .put(client, target, StoredJson.write(pair.harvest()), StoredJson.write(pair.xero()));
    }

    /** From now on these fields are known as they stand. */
    void settle(long client, Set<ContactField> fields, ContactCard harvest, ContactCard xero) {
        if (!fields.isEmpty()) {
            store.followed().contacts().find(client).ifPresent(known -> {
                Pair before = standing(known).pair();
                put(
                        client,
                        known.targetId(),
                        new Pair(
                                before.harvest().with(fields, harvest),
                                before.xero().with(fields, xero)));
            });
        }
    }

    /** Xero took a contact: what it answered is known of it, so that its next list is no news. */
    void taken(Row row, XeroElement contact) {
        cache.keepOne(contact);
        if (row.action() == Action.CREATE) {
            made(row, contact);
        }
        String written = row.written();
        if (row.action() == Action.UPDATE && row.revision().is(RevisionKind.FOLLOW) && written != null) {
            Written sent = StoredJson.read(written, Written.class);
            settle(
                    row.sourceId(),
                    sent.fields(),
                    sent.harvest(),
                    XeroContactCard.of(contact).card());
        }
    }
}
