package org.harvestxero.mapping.contact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Xero contact of a person who spent money: by our mark, then by e-mail address, then by name; never a guess, and never one
 * that stands for another person. A contact may stand for a client as well.
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
     * The other people of Harvest.
     *
     * @param contacts ContactIDs of those of the candidates that stand for one of them
     * @param sameName whether one of them goes by the person's name
     */
    public record Others(Set<String> contacts, boolean sameName) {
        public static final Others NONE = new Others(Set.of(), false);

        public Others {
            contacts = Set.copyOf(contacts);
        }

        /** Whether the contact stands for one of them: by a link, or by its contact code. */
        boolean have(XeroContact contact, Person person) {
            OptionalLong marked = Marks.personIn(contact.contactNumber());
            return contacts.contains(contact.id()) || (marked.isPresent() && marked.getAsLong() != person.id());
        }
    }

    /**
     * @param candidates contacts that share mark, name or e-mail address with the person
     * @param created whether one may be made
     */
    public static ContactMatch match(Person person, List<XeroContact> candidates, Others others, boolean created) {
        ContactBook book = ContactBook.of(candidates);
        String email = person.email();
        List<XeroContact> marked = usable(book, book.withNumber(Marks.person(person.id())));
        List<XeroContact> byEmail = email == null || email.isBlank() ? List.of() : usable(book, book.withEmail(email));
        List<XeroContact> byName = usable(book, book.withName(person.name()));
        return found(person, marked, ContactMatch.By.CONTACT_NUMBER)
                .or(() -> unshared(person, byEmail, others, ContactMatch.By.EMAIL))
                .or(() -> unshared(person, byName, others, ContactMatch.By.NAME))
                .orElseGet(() -> created
                        ? new ContactMatch.Missing(asNew(person))
                        : new ContactMatch.Unclear(Problem.of(FailureCode.PERSON_NOT_IN_XERO, person.name())
                                .with("email", email == null || email.isBlank() ? "no address known" : email)));
    }

    /** Two people are never paid by one contact for want of a better one: that takes a person's word. */
    private static Optional<ContactMatch> unshared(
            Person person, List<XeroContact> found, Others others, ContactMatch.By by) {
        List<XeroContact> free =
                found.stream().filter(each -> !others.have(each, person)).toList();
        if (free.isEmpty() && !found.isEmpty()) {
            return Optional.of(namesake(person, found, "stands for somebody else of Harvest"));
        }
        return by == ContactMatch.By.NAME && others.sameName() && !free.isEmpty()
                ? Optional.of(namesake(person, free, "several people of Harvest go by that name"))
                : found(person, free, by);
    }

    private static ContactMatch namesake(Person person, List<XeroContact> found, String words) {
        return new ContactMatch.Unclear(Problem.of(FailureCode.PERSON_NAMESAKE, person.name())
                .with("candidates", names(found))
                .with("words", words)
                .with("mark", Marks.person(person.id())));
    }

    private static String names(List<XeroContact> contacts) {
        return contacts.stream().map(XeroContact::name).sorted().collect(Collectors.joining(", "));
    }

    private static Optional<ContactMatch> found(Person person, List<XeroContact> found, ContactMatch.By by) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                found.size() == 1
                        ? new ContactMatch.Found(found.get(0), by)
                        : new ContactMatch.Unclear(Problem.of(FailureCode.PERSON_AMBIGUOUS, person.name())
                                .with("candidates", names(found))
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
