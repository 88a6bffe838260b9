package org.harvestxero.contacts;

import org.harvestxero.mapping.contact.ContactComparison;
import org.harvestxero.mapping.contact.ContactField;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say of clients and contacts.
 *
 * @param follows whether changes cross
 * @param comparison who wins, field by field
 * @param atOnce whether a new client gets its contact before its first invoice
 * @param group Xero's contact group whose contacts become clients; null without one
 * @param joinsGroups whether contacts that are made are put into a group
 */
public record ContactPolicy(
        boolean follows,
        ContactComparison comparison,
        boolean atOnce,
        @Nullable String group,
        boolean joinsGroups) {
    /** Whether anything is done beyond what an invoice needs. */
    boolean isOn() {
        return follows || atOnce || group != null;
    }

    /** Whether it matters who the clients' people are. */
    boolean isAboutPeople() {
        return atOnce
                || (follows
                        && (comparison.follows(ContactField.EMAIL)
                                || comparison.follows(ContactField.PHONES)
                                || comparison.follows(ContactField.PEOPLE)));
    }
}
