package org.harvestxero.contacts;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.contacts.FollowedContacts.Standing;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.harvest.HarvestClientCard;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactComparison;
import org.harvestxero.mapping.contact.ContactComparison.Outcome;
import org.harvestxero.mapping.contact.ContactComparison.Pair;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.contact.PeopleChange;
import org.harvestxero.store.copy.FollowedContactTable.LinkedClient;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.xero.XeroContactCard;
import org.harvestxero.xero.XeroContactEdit;
import org.jspecify.annotations.Nullable;

/** A client and its contact as they stand now, and what becomes of each field. */
record ContactTask(
        LinkedClient client,
        HarvestClientCard harvest,
        XeroContactCard xero,
        Standing before,
        Map<ContactField, Outcome> outcomes) {

    Pair now() {
        return new Pair(harvest.card(), xero.card());
    }

    long clientId() {
        return client.clientId();
    }

    Set<ContactField> with(Outcome... wanted) {
        return ContactComparison.with(outcomes, wanted);
    }

    boolean isQuiet() {
        return with(Outcome.STAYS).size() == outcomes.size();
    }

    /** An archived contact takes no change. */
    Set<ContactField> toXero() {
        return xero.card().active() ? with(Outcome.TO_XERO) : EnumSet.noneOf(ContactField.class);
    }

    /** What waits until the contact is active again. */
    Set<ContactField> kept() {
        return xero.card().active() ? EnumSet.noneOf(ContactField.class) : with(Outcome.TO_XERO);
    }

    /** Where both sides touched different people, Xero's change goes first and Harvest's is found in the next cycle. */
    Set<ContactField> toHarvest() {
        return with(Outcome.TO_HARVEST, Outcome.BOTH_WAYS);
    }

    /** What is known of the client in Harvest once Xero's change is there; null where Harvest's answer tells. */
    @Nullable
    ContactCard harvestAfter() {
        if (with(Outcome.BOTH_WAYS).isEmpty()) {
            return null;
        }
        ContactCard known = before.pair().harvest();
        List<Person> people = PeopleChange.carried(before.pair().xero(), xero.card(), known, Integer.MAX_VALUE - 1);
        return new ContactCard(
                harvest.card().name(),
                harvest.card().email(),
                harvest.card().address(),
                harvest.card().phones(),
                people,
                harvest.card().active());
    }

    /** Those who get invoices but have no room in Xero. */
    List<Person> leftOut() {
        List<Person> there = (toXero().contains(ContactField.PEOPLE) ? wanted() : xero.card()).others();
        return there.size() < XeroContactEdit.MOST_PEOPLE
                ? List.of()
                : harvest.card().others().stream()
                        .filter(person -> person.mailed() && there.stream().noneMatch(each -> each.is(person)))
                        .toList();
    }

    /** The contact as it is to be, within what Xero takes. */
    ContactCard wanted() {
        ContactCard wanted = harvest.card();
        return new ContactCard(
                ContactMatcher.xeroName(wanted.name()),
                wanted.email(),
                wanted.address(),
                wanted.phones(),
                PeopleChange.carried(before.pair().harvest(), wanted, xero.card(), XeroContactEdit.MOST_PEOPLE),
                wanted.active());
    }

    String xeroText(Set<ContactField> fields) {
        return XeroContactEdit.of(client.targetId(), fields, wanted(), xero.place());
    }

    /** Of a change towards Xero. */
    Revision xeroRevision(Set<ContactField> fields) {
        return Revision.of(RevisionKind.FOLLOW, before.version() + ":" + Fingerprint.of(xeroText(fields)));
    }

    /** Under which it is told that Harvest takes none of the change. */
    Revision harvestRevision(ClientEdit.Part part) {
        String values = toHarvest().stream()
                .map(field -> field.code() + "=" + xero.card().text(field))
                .collect(Collectors.joining("\n"));
        return ContactMatters.revision(part.code(), before.version() + "\n" + values);
    }
}
