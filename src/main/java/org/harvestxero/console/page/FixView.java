package org.harvestxero.console.page;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.MendDesk.Choosing;
import org.harvestxero.console.session.Typed;

/**
 * What can be put right here about a failed copy, in words.
 *
 * @param problem why nothing can be, though it is ours; empty where that is not so
 * @param contact which contact is meant; empty where that is plain
 * @param conflict the two values one of which counts; empty where none is asked about
 */
public record FixView(
        String id, List<Form> forms, String problem, Optional<Contact> contact, Optional<Conflict> conflict) {
    static FixView nothing(String id) {
        return new FixView(id, List.of(), "", Optional.empty(), Optional.empty());
    }

    public boolean isEmpty() {
        return forms.isEmpty() && problem.isEmpty() && contact.isEmpty() && conflict.isEmpty();
    }

    /** What is chosen here; nothing where Xero has nothing else. */
    public Choosing choosing() {
        if (conflict.isPresent()) {
            return Choosing.SIDE;
        }
        if (contact.isPresent()) {
            return Choosing.CONTACT;
        }
        return forms.stream().allMatch(form -> form.groups().isEmpty()) ? Choosing.NOTHING : Choosing.RULE;
    }

    /**
     * One thing to choose.
     *
     * @param what such as {@code Account}
     * @param rule the rule that decides now and can be changed; empty where none does
     * @param agreed what to do where the agreement decides; empty where it doesn't
     * @param listed how old Xero's list is
     */
    public record Form(
            int number, Names names, String agreed, List<Condition> conditions, List<Group> groups, String listed) {}

    /** @param now what decides, in a sentence; empty where nothing does */
    public record Names(String what, String now, String rule) {}

    /** @param name of the field @param words such as {@code the client Acme} */
    public record Condition(String name, String words, boolean usual) {
        /** As it was ticked before the session ended, else as usual. */
        public boolean isTicked(Typed typed, int number) {
            return typed.text("fix").equals(Integer.toString(number))
                    ? !typed.text(name).isEmpty()
                    : usual;
        }
    }

    /** Things of Xero's lists that are alike. */
    public record Group(String name, List<Offer> offers) {}

    public record Offer(String value, String name) {}

    /**
     * Contacts to choose from.
     *
     * @param search what was looked for; empty for those that come into question by themselves
     */
    public record Contact(String client, String mark, String search, List<Candidate> candidates, String listed) {}

    /** @param problem why it can't be the client's; empty where it can */
    public record Candidate(String id, String name, String about, String why, String link, String problem) {}

    /** A field that was changed on both sides. */
    public record Conflict(long number, String client, String field, String harvest, String xero, String asked) {}

    /**
     * The change as it would stand in the file.
     *
     * @param frees how many go on by it, in words
     * @param problem why it would not help; empty where it would
     */
    public record Proposal(
            String id, Target target, List<Line> lines, String frees, String problem, List<Field> fields) {}

    /** @param basis tells the text the change was made of */
    public record Target(String file, String basis) {}

    /** @param kind {@code added}, {@code removed}, {@code same} or {@code gap} */
    public record Line(String kind, String number, String text) {}

    /** What was chosen, to be sent again. */
    public record Field(String name, String value) {}
}
