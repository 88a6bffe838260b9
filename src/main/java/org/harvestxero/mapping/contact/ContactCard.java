package org.harvestxero.mapping.contact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client, or its Xero contact, as one side shows it.
 *
 * @param email of the person the client's invoices go to
 * @param address line by line
 * @param people the first is the one the client's invoices go to, without its address; both names are null when there is none
 * @param active not archived
 */
public record ContactCard(
        String name, @Nullable String email, List<String> address, Phones phones, List<Person> people, boolean active) {
    private static final Pattern LOOSE = Pattern.compile("[\\p{Z}\\p{Cntrl},;]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9+]+");

    public ContactCard {
        address = List.copyOf(address);
        people = people.isEmpty() ? List.of(Person.NOBODY) : List.copyOf(people);
    }

    /** Numbers as people write them. */
    public record Phones(
            @Nullable String office,
            @Nullable String mobile,
            @Nullable String fax) {
        public static final Phones NONE = new Phones(null, null, null);

        private Stream<String> all() {
            return Stream.of(office, mobile, fax).map(number -> Objects.requireNonNullElse(number, ""));
        }
    }

    /** @param mailed whether invoices go to this person too */
    public record Person(
            @Nullable String first,
            @Nullable String last,
            @Nullable String email,
            boolean mailed) {
        static final Person NOBODY = new Person(null, null, null, true);

        public boolean isNameless() {
            return first == null && last == null;
        }

        String fullName() {
            return Stream.of(first, last).filter(Objects::nonNull).collect(Collectors.joining(" "));
        }

        /** Whether both are one person: by the address, or by the name where one has no address. */
        public boolean is(Person other) {
            return email != null && other.email != null
                    ? email.equalsIgnoreCase(other.email)
                    : !fullName().isEmpty() && fullName().equalsIgnoreCase(other.fullName());
        }

        public boolean isNamedLike(Person other) {
            return fullName().strip().equalsIgnoreCase(other.fullName().strip());
        }

        private String key() {
            return (fullName() + "|" + Objects.requireNonNullElse(email, "")).toLowerCase(Locale.ROOT) + "|" + mailed;
        }

        @Override
        public String toString() {
            String words = fullName() + (email == null ? "" : " <" + email + ">");
            return words.strip() + (mailed ? "" : " (no mail)");
        }
    }

    /** The one the client's invoices go to. */
    public Person main() {
        return people.get(0);
    }

    public List<Person> others() {
        return people.subList(1, people.size());
    }

    /** Whether a field says the same on both, to a person's eye: blanks, commas and the way a number is written don't count. */
    public boolean agrees(ContactField field, ContactCard other) {
        return switch (field) {
            case NAME -> ContactName.sanitised(name).equals(ContactName.sanitised(other.name));
            case EMAIL -> orEmpty(email).equalsIgnoreCase(orEmpty(other.email));
            case ADDRESS -> loose(address).equals(loose(other.address));
            case PHONES ->
                phones.all()
                        .map(ContactCard::digits)
                        .toList()
                        .equals(other.phones.all().map(ContactCard::digits).toList());
            case PEOPLE -> keys().equals(other.keys());
            case ACTIVE -> active == other.active;
        };
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add("main " + main().fullName().toLowerCase(Locale.ROOT));
        others().forEach(person -> keys.add(person.key()));
        return keys;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String loose(List<String> lines) {
        return LOOSE.matcher(String.join(" ", lines)).replaceAll(" ").strip();
    }

    private static String digits(String number) {
        return NO_DIGIT.matcher(number).replaceAll("");
    }

    /** The field's value in words, for people. */
    public String text(ContactField field) {
        return switch (field) {
            case NAME -> name;
            case EMAIL -> orEmpty(email);
            case ADDRESS -> String.join(", ", address);
            case PHONES -> phones.all().filter(number -> !number.isBlank()).collect(Collectors.joining(", "));
            case PEOPLE ->
                people.stream()
                        .filter(person -> !person.isNameless() || person.email() != null)
                        .map(Person::toString)
                        .collect(Collectors.joining(", "));
            case ACTIVE -> active ? "active" : "archived";
        };
    }

    /** This card with the other's value of each of the fields. */
    public ContactCard with(Set<ContactField> fields, ContactCard other) {
        ContactCard card = this;
        for (ContactField field : fields) {
            card = card.with(field, other);
        }
        return card;
    }

    private ContactCard with(ContactField field, ContactCard other) {
        return switch (field) {
            case NAME -> new ContactCard(other.name, email, address, phones, people, active);
            case EMAIL -> new ContactCard(name, other.email, address, phones, people, active);
            case ADDRESS -> new ContactCard(name, email, other.address, phones, people, active);
            case PHONES -> new ContactCard(name, email, address, other.phones, people, active);
            case PEOPLE -> new ContactCard(name, email, address, phones, other.people, active);
            case ACTIVE -> new ContactCard(name, email, address, phones, people, other.active);
        };
    }
}
