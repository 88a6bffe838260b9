package org.harvestxero.mapping.contact;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.jspecify.annotations.Nullable;

/**
 * What people did to a client's people on one side, and what that means on the other, person by person: who is untouched on the one
 * side stays as the other has it.
 */
public final class PeopleChange {
    private final List<Step> steps = new ArrayList<>();
    private final List<Person> untouched = new ArrayList<>();

    /**
     * One person who was added, changed or taken out.
     *
     * @param before null when added
     * @param after null when taken out
     */
    private record Step(@Nullable Person before, @Nullable Person after) {
        boolean isAbout(Person person) {
            return (before != null && before.is(person)) || (after != null && after.is(person));
        }
    }

    /** A change of the other side's list. @param index of the person there; -1 when added @param person null when taken out */
    public record Edit(int index, @Nullable Person person) {}

    private PeopleChange() {}

    /** Of the people other than the one invoices go to. */
    public static PeopleChange between(ContactCard before, ContactCard after) {
        PeopleChange change = new PeopleChange();
        List<Integer> were = SamePeople.later(after.others(), before.others());
        for (int now = 0; now < were.size(); now++) {
            Person person = after.others().get(now);
            Person was = were.get(now) < 0 ? null : before.others().get(were.get(now));
            if (!person.equals(was)) {
                change.steps.add(new Step(was, person));
            } else {
                change.untouched.add(person);
            }
        }
        for (int place = 0; place < before.others().size(); place++) {
            if (!were.contains(place)) {
                change.steps.add(new Step(before.others().get(place), null));
            }
        }
        return change;
    }

    /** Whether nobody was touched on both sides. */
    public boolean isApartFrom(PeopleChange other) {
        return steps.stream().noneMatch(step -> other.steps.stream().anyMatch(their -> touches(step, their)));
    }

    private static boolean touches(Step one, Step other) {
        boolean same = one.equals(other);
        Person before = one.before();
        Person after = one.after();
        return !same && ((before != null && other.isAbout(before)) || (after != null && other.isAbout(after)));
    }

    /**
     * What is to be done to the other side's people. Who was changed here but is not there was taken out there, or never had room: that
     * stays so unless invoices shall now go to that person.
     */
    public List<Edit> on(ContactCard other) {
        List<Integer> places = places(other.people());
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int there = places.get(i);
            Person after = step.after();
            if (after == null) {
                if (there > 0) {
                    edits.add(new Edit(there, null));
                }
            } else if (there > 0) {
                if (!other.people().get(there).equals(after)) {
                    edits.add(new Edit(there, after));
                }
            } else if (there < 0 && isWanted(step, after)) {
                edits.add(new Edit(-1, after));
            }
        }
        return edits;
    }

    private static boolean isWanted(Step step, Person after) {
        Person before = step.before();
        return before == null || (after.mailed() && !before.mailed());
    }

    /**
     * Where each step's person stands, as it was before, else as it is after; 0 for the one invoices go to, who is no other. Nobody stands
     * where somebody does who was not touched.
     */
    private List<Integer> places(List<Person> people) {
        List<@Nullable Person> known = new ArrayList<>(untouched);
        steps.forEach(step -> known.add(step.before()));
        List<Integer> taken = SamePeople.across(known, people, List.of());
        List<Integer> places = new ArrayList<>(taken.subList(untouched.size(), taken.size()));
        List<@Nullable Person> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            left.add(places.get(i) < 0 ? steps.get(i).after() : null);
        }
        List<Integer> after = SamePeople.across(left, people, taken);
        for (int i = 0; i < steps.size(); i++) {
            if (places.get(i) < 0) {
                places.set(i, after.get(i));
            }
        }
        return places;
    }

    /** The other side's people once what was done to these is done there too, at most so many beside the first. */
    public static List<Person> carried(ContactCard before, ContactCard after, ContactCard other, int most) {
        List<Person> people = applied(between(before, after).on(other), other.people());
        if (!before.main().equals(after.main())) {
            people.set(0, after.main());
        }
        return people.subList(0, Math.min(people.size(), most + 1));
    }

    private static List<Person> applied(List<Edit> edits, List<Person> people) {
        List<@Nullable Person> all = new ArrayList<>(people);
        for (Edit edit : edits) {
            if (edit.index() < 0) {
                all.add(edit.person());
            } else {
                all.set(edit.index(), edit.person());
            }
        }
        List<Person> left = new ArrayList<>();
        for (Person person : all) {
            if (person != null) {
                left.add(person);
            }
        }
        return left;
    }
}
