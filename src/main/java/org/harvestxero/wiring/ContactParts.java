package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.contacts.ClientEditOutcomes;
import org.harvestxero.contacts.ContactFollower;
import org.harvestxero.contacts.GroupClients;
import org.harvestxero.contacts.GroupJoiner;

/** What lets clients and contacts follow each other. */
record ContactParts(
        ContactFollower follower,
        GroupClients groupClients,
        GroupJoiner groupJoiner,
        ClientEditOutcomes edits,
        ContactDesk desk) {
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("contactFollowing", follower);
        registry.accept("groupClients", groupClients);
        registry.accept("groupJoining", groupJoiner);
        registry.accept("clientEdits", edits);
    }
}
