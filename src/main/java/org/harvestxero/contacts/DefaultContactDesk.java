package org.harvestxero.contacts;

import java.util.List;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.ContactSide;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ContactConflictTable;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Shows the conflicts of the tables and takes answers. */
final class DefaultContactDesk implements ContactDesk {
    private final ConnectionStore store;
    private final ClientCards cards;

    DefaultContactDesk(ConnectionStore store) {
        this.store = store;
        this.cards = new ClientCards(store);
    }

    @Override
    public List<Conflict> conflicts() {
        return store.followed().conflicts().open().stream().map(this::shown).toList();
    }

    private Conflict shown(ContactConflictTable.Conflict conflict) {
        return new Conflict(
                conflict.id(),
                cards.harvest(conflict.clientId())
                        .map(client -> client.card().name())
                        .orElse("number " + conflict.clientId()),
                conflict.field(),
                conflict.values().harvest(),
                conflict.values().xero(),
                known(conflict),
                conflict.askedAt());
    }

    /** What both said when they were last known to belong together. */
    private @Nullable String known(ContactConflictTable.Conflict conflict) {
        return ContactField.of(conflict.field())
                .flatMap(field -> store.followed()
                        .contacts()
                        .find(conflict.clientId())
                        .map(known -> StoredJson.read(known.harvestCard(), ContactCard.class)
                                .text(field)))
                .orElse(null);
    }

    @Override
    public Conflict answer(long id, String side, String who) {
        String name = PublicIds.conflict(id);
        ContactConflictTable.Conflict conflict = store.followed()
                .conflicts()
                .byId(id)
                .orElseThrow(() -> new DecisionException(
                        "There is no conflict " + name + "; harvest-xero contacts conflicts lists those there are."));
        String take = ContactSide.of(side).code();
        store.decide(() -> {
            if (!store.followed().conflicts().answer(id, take, who)) {
                throw new DecisionException("Conflict " + name + " is "
                        + (conflict.isOpen() ? "over" : conflict.state())
                        + " already; harvest-xero contacts conflicts lists those that wait.");
            }
            store.audit()
                    .add(
                            who,
                            Kind.CLIENT,
                            conflict.clientId(),
                            "answered",
                            conflict.field() + ": " + take + " counts, \""
                                    + conflict.values().harvest() + "\" in Harvest, \""
                                    + conflict.values().xero() + "\" in Xero");
        });
        return shown(conflict);
    }
}
