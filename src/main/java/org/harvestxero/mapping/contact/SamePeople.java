package org.harvestxero.mapping.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.jspecify.annotations.Nullable;

/**
 * Finds people of one list in another, each at most once. Several may share an address, or a name, so whoever is equal in more is found
 * first: in all, then by address and name, by address, by name.
 */
final class SamePeople {
    /** On the same side at another time, where a name alone tells who got another address. */
    private static final List<BiPredicate<Person, Person>> LATER =
            List.of(Person::equals, SamePeople::isSameByBoth, SamePeople::isSameByAddress, SamePeople::isSameByName);
    /** On the other side, where two people of one name and different addresses are two. */
    private static final List<BiPredicate<Person, Person>> ACROSS =
            List.of(Person::equals, SamePeople::isSameByBoth, Person::is);

    private SamePeople() {}

    /** The place each of them has at another time on the same side; -1 for none. */
    static List<Integer> later(List<Person> wanted, List<Person> people) {
        return places(wanted, people, List.of(), LATER);
    }

    /** The place each of them has on the other side; -1 for none. @param wanted null for nobody @param taken places that are others' */
    static List<Integer> across(
            List<? extends @Nullable Person> wanted, List<Person> people, Collection<Integer> taken) {
        return places(wanted, people, taken, ACROSS);
    }

    private static List<Integer> places(
            List<? extends @Nullable Person> wanted,
            List<Person> people,
            Collection<Integer> taken,
            List<BiPredicate<Person, Person>> ways) {
        List<Integer> places = new ArrayList<>();
        wanted.forEach(nobody -> places.add(-1));
        Set<Integer> used = new HashSet<>(taken);
        for (BiPredicate<Person, Person> alike : ways) {
            for (int i = 0; i < wanted.size(); i++) {
                Person person = wanted.get(i);
                if (person != null && places.get(i) < 0) {
                    int place = place(person, people, used, alike);
                    places.set(i, place);
                    used.add(place);
                }
            }
        }
        return places;
    }

    /** The one invoices go to stands first and is found last. */
    private static int place(Person person, List<Person> people, Set<Integer> used, BiPredicate<Person, Person> alike) {
        for (int place = people.size() - 1; place >= 0; place--) {
            if (!used.contains(place) && alike.test(person, people.get(place))) {
                return place;
            }
        }
        return -1;
    }

    private static boolean isSameByBoth(Person one, Person other) {
        return isSameByAddress(one, other) && isSameByName(one, other);
    }

    private static boolean isSameByAddress(Person one, Person other) {
        String email = one.email();
        return email != null && email.equalsIgnoreCase(other.email());
    }

    private static boolean isSameByName(Person one, Person other) {
        return !one.fullName().isEmpty() && one.fullName().equalsIgnoreCase(other.fullName());
    }
}
