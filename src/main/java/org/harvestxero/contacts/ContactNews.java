package org.harvestxero.contacts;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which clients and contacts were shown by a list since they were looked at last. All are looked at once after a start, since what an
 * earlier process was shown may not have been decided.
 */
final class ContactNews {
    private final Set<Long> clients = new HashSet<>();
    private final Set<String> contacts = new HashSet<>();
    private boolean all = true;

    synchronized void clients(Collection<Long> shown) {
        clients.addAll(shown);
    }

    synchronized void contacts(Collection<String> shown) {
        contacts.addAll(shown);
    }

    /** Everything is looked at anew. */
    synchronized void forget() {
        all = true;
    }

    synchronized boolean isAll() {
        return all;
    }

    synchronized Set<Long> clients() {
        return Set.copyOf(clients);
    }

    synchronized Set<String> contacts() {
        return Set.copyOf(contacts);
    }

    /** All of them were looked at. @param unsettled clients that are looked at again in the next cycle */
    synchronized void looked(Collection<Long> unsettled) {
        all = false;
        clients.clear();
        contacts.clear();
        clients.addAll(unsettled);
    }
}
