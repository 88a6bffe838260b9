package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.contacts.ClientEditOutcomes;
import org.harvestxero.contacts.ContactFollower;

/** What lets clients and contacts follow each other. */
record ContactParts(ContactFollower follower, ClientEditOutcomes edits, ContactDesk desk) {
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("contactFollowing", follower);
        registry.accept("clientEdits", edits);
    }
}
