package org.harvestxero.copy.expense;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.contact.SupplierMatcher;
import org.harvestxero.mapping.contact.SupplierMatcher.Others;
import org.harvestxero.mapping.contact.SupplierMatcher.Person;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Finds people among Xero's contacts as they were listed last, with regard to who else works in Harvest. */
final class PersonContacts {
    private final ConnectionStore store;

    PersonContacts(ConnectionStore store) {
        this.store = store;
    }

    /** @param created whether a contact may be made */
    ContactMatch match(Person person, boolean created) {
        String email = person.email();
        List<XeroContact> candidates = sharing(
                Marks.person(person.id()),
                person.name(),
                email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT));
        return SupplierMatcher.match(person, candidates, others(person, candidates), created);
    }

    /** Contacts with that contact code, name or e-mail address. */
    List<XeroContact> sharing(String number, String name, @Nullable String email) {
        return store.contacts().candidates(number, ContactMatcher.xeroNameKey(name), email).stream()
                .map(content -> StoredJson.read(content, XeroContact.class))
                .toList();
    }

    private Others others(Person person, List<XeroContact> candidates) {
        return new Others(
                candidates.stream()
                        .map(XeroContact::id)
                        .filter(id -> isOfAnother(id, person))
                        .collect(Collectors.toSet()),
                store.documents().ofNumber(Kind.PERSON, person.name()).stream()
                        .anyMatch(other -> other.sourceId() != person.id() && isActive(other)));
    }

    private boolean isOfAnother(String contactId, Person person) {
        return store.links()
                .byTarget(Kind.SUPPLIER, contactId)
                .filter(link -> link.sourceId() != person.id())
                .isPresent();
    }

    private static boolean isActive(SourceDocument person) {
        return HarvestPersonView.of(HarvestElement.parse(person.content())).active();
    }
}
