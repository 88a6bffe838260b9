package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** A named group of contacts. */
final class ContactGroup {
    final UUID id;
    final Set<UUID> members = new LinkedHashSet<>();
    String name;
    boolean deleted;

    ContactGroup(UUID id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Without its contacts, as lists and contacts show it. */
    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("ContactGroupID", id.toString())
                .put("Name", name)
                .put("Status", deleted ? "DELETED" : "ACTIVE");
        json.putArray("Contacts");
        return json.put("HasValidationErrors", false);
    }
}
