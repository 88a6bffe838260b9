package org.harvestxero.mapping.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact to create in Xero for a Harvest client.
 *
 * @param name as Xero accepts it: no angle brackets, no double or outer blanks, at most 255 characters
 * @param contactNumber {@code harvest-client-{id}}, the mark we search for
 * @param extras what it is given beside that; null for nothing
 */
public record TargetContact(
        long clientId,
        String name,
        String contactNumber,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        List<String> addressLines,
        @Nullable String currency,
        @Nullable ContactExtras extras) {

    public TargetContact {
        addressLines = List.copyOf(addressLines);
    }

    /** With nothing beside what the client has. */
    public TargetContact(
            long clientId,
            String name,
            String contactNumber,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            List<String> addressLines,
            @Nullable String currency) {
        this(clientId, name, contactNumber, firstName, lastName, email, addressLines, currency, null);
    }

    public TargetContact with(@Nullable ContactExtras given) {
        return new TargetContact(
                clientId, name, contactNumber, firstName, lastName, email, addressLines, currency, given);
    }
}
