package org.harvestxero.mapping.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.mapping.document.XeroContact;
import org.jspecify.annotations.Nullable;

/** The contacts of a Xero organisation, archived ones too, found by id, number, name or e-mail address. */
public final class ContactBook {
    private final Map<String, XeroContact> byId = new HashMap<>();
    private final Map<String, List<XeroContact>> byNumber = new HashMap<>();
    private final Map<String, List<XeroContact>> byName = new HashMap<>();
    private final Map<String, List<XeroContact>> byEmail = new HashMap<>();

    private ContactBook() {}

    public static ContactBook of(Collection<XeroContact> contacts) {
        ContactBook book = new ContactBook();
        contacts.forEach(contact -> book.byId.put(id(contact.id()), contact));
        book.byId.values().forEach(book::index);
        return book;
    }

    private void index(XeroContact contact) {
        put(byNumber, contact.contactNumber(), contact);
        put(byName, ContactName.key(contact.name()), contact);
        String email = contact.email();
        put(byEmail, email == null ? null : emailKey(email), contact);
    }

    Optional<XeroContact> withId(String contactId) {
        return Optional.ofNullable(byId.get(id(contactId)));
    }

    List<XeroContact> withNumber(String contactNumber) {
        return byNumber.getOrDefault(contactNumber, List.of());
    }

    List<XeroContact> withName(String name) {
        return byName.getOrDefault(ContactName.key(name), List.of());
    }

    List<XeroContact> withEmail(String email) {
        return byEmail.getOrDefault(emailKey(email), List.of());
    }

    /** Where merges in Xero lead to; the contact itself when it wasn't merged. */
    XeroContact followMerges(XeroContact contact) {
        Set<String> seen = new HashSet<>();
        XeroContact last = contact;
        while (!last.active() && last.mergedInto() != null && seen.add(id(last.id()))) {
            XeroContact next = byId.get(id(last.mergedInto()));
            if (next == null) {
                return last;
            }
            last = next;
        }
        return last;
    }

    private static void put(Map<String, List<XeroContact>> index, @Nullable String key, XeroContact contact) {
        if (key != null && !key.isBlank()) {
            index.computeIfAbsent(key, none -> new ArrayList<>()).add(contact);
        }
    }

    private static String id(String contactId) {
        return contactId.toLowerCase(Locale.ROOT);
    }

    private static String emailKey(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
