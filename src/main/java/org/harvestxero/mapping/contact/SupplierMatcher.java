package org.harvestxero.mapping.contact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Xero contact of a person who spent money: by our mark, then by e-mail address, then by name; never a guess. A contact may
 * stand for a client as well.
 */
public final class SupplierMatcher {
    private SupplierMatcher() {}

    /** A person as Harvest has them. */
    public record Person(
            long id,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) {}

    /**
     * @param candidates contacts that share mark, name or e-mail address with the person
     * @param created whether one may be made
     */
    public static ContactMatch match(Person person, List<XeroContact> candidates, boolean created) {
        ContactBook book = ContactBook.of(candidates);
        String email = person.email();
        List<XeroContact> marked = usable(book, book.withNumber(Marks.person(person.id())));
        List<XeroContact> byEmail = email == null || email.isBlank() ? List.of() : usable(book, book.withEmail(email));
        List<XeroContact> byName = usable(book, book.withName(person.name()));
        return found(person, marked, ContactMatch.By.CONTACT_NUMBER)
                .or(() -> found(person, byEmail, ContactMatch.By.EMAIL))
                .or(() -> found(person, byName, ContactMatch.By.NAME))
                .orElseGet(() -> created
                        ? new ContactMatch.Missing(asNew(person))
                        : new ContactMatch.Unclear(Problem.of(FailureCode.PERSON_NOT_IN_XERO, person.name())
                                .with("email", email == null || email.isBlank() ? "no address known" : email)));
    }

    private static Optional<ContactMatch> found(Person person, List<XeroContact> found, ContactMatch.By by) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                found.size() == 1
                        ? new ContactMatch.Found(found.get(0), by)
                        : new ContactMatch.Unclear(Problem.of(FailureCode.PERSON_AMBIGUOUS, person.name())
                                .with(
                                        "candidates",
                                        found.stream()
                                                .map(XeroContact::name)
                                                .sorted()
                                                .collect(Collectors.joining(", ")))
                                .with("mark", Marks.person(person.id()))));
    }

    /** Where merges lead to, without archived ones. */
    private static List<XeroContact> usable(ContactBook book, List<XeroContact> contacts) {
        return contacts.stream()
                .map(book::followMerges)
                .filter(XeroContact::active)
                .distinct()
                .toList();
    }

    private static TargetContact asNew(Person person) {
        return new TargetContact(
                person.id(),
                ContactName.sanitised(person.name()),
                Marks.person(person.id()),
                person.firstName(),
                person.lastName(),
                person.email(),
                List.of(),
                null);
    }
}
