package org.harvestxero.harvest;

import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A person of a client.
 *
 * @param clientId 0 when Harvest shows none
 * @param email null when Harvest knows none
 * @param recipient whether the client's invoices go to this person
 */
public record HarvestContactView(long clientId, @Nullable String email, boolean recipient) {
    public static HarvestContactView of(HarvestElement contact) {
        return new HarvestContactView(
                contact.tree().path("client").path("id").asLong(),
                JsonFields.text(contact.tree(), "email"),
                "recipient".equals(JsonFields.text(contact.tree(), "invoice_recipient_status")));
    }
}
