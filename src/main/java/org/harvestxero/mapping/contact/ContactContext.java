package org.harvestxero.mapping.contact;

import java.util.Map;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a client's contact is searched for.
 *
 * @param linkedContactId the contact stored for this client, if any
 * @param clientByContactId which Harvest client a Xero contact is already linked to, by contact id
 * @param clientByName which Harvest client already claims a name, linked or being created, by {@link ContactMatcher#xeroNameKey}
 * @param byEmail whether a contact may be adopted by its e-mail address
 */
public record ContactContext(
        ContactBook book,
        XeroSettings xero,
        @Nullable String linkedContactId,
        Map<String, Long> clientByContactId,
        Map<String, Long> clientByName,
        boolean byEmail) {
    public ContactContext {
        clientByContactId = Map.copyOf(clientByContactId);
        clientByName = Map.copyOf(clientByName);
    }
}
