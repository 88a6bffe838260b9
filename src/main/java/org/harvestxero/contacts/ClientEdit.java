package org.harvestxero.contacts;

import java.util.Locale;
import java.util.Set;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.store.copy.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One request that brings a change from Xero to Harvest.
 *
 * @param part whose requests stand or fall together
 * @param settled the fields that are done with this request, if none of its part failed
 * @param added the person it adds; null when it adds none
 */
public record ClientEdit(
        long clientId,
        Part part,
        Set<ContactField> settled,
        HarvestRequest request,
        @Nullable Person added,
        Origin origin) {
    /** The requests of one client that are about the same thing. */
    public enum Part {
        CLIENT("the name, address or archiving"),
        PEOPLE("the people");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String code() {
            return "harvest-" + name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return words;
        }
    }

    /**
     * Where it comes from.
     *
     * @param told under what it is told when Harvest refuses it
     * @param xero the contact as it stood then
     * @param harvest what is known of the client afterwards; null for what Harvest answers
     */
    public record Origin(
            Revision told, ContactCard xero, @Nullable ContactCard harvest) {}

    ClientEdit with(HarvestRequest other) {
        return new ClientEdit(clientId, part, settled, other, null, origin);
    }
}
