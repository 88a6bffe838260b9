package org.harvestxero.mapping.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact to create in Xero for a Harvest client.
 *
 * @param name as Xero accepts it: no angle brackets, no double or outer blanks, at most 255 characters
 * @param contactNumber {@code harvest-client-{id}}, the mark we search for
 */
public record TargetContact(
        long clientId,
        String name,
        String contactNumber,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        List<String> addressLines,
        @Nullable String currency) {

    public TargetContact {
        addressLines = List.copyOf(addressLines);
    }
}
