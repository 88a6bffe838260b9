package org.harvestxero.contacts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.harvestxero.contacts.ClientEdit.Origin;
import org.harvestxero.contacts.ClientEdit.Part;
import org.harvestxero.harvest.HarvestClientCard;
import org.harvestxero.harvest.HarvestClientRequests;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.PeopleChange;
import org.harvestxero.mapping.contact.PeopleChange.Edit;
import org.jspecify.annotations.Nullable;

/** The requests that bring what changed in Xero to Harvest. Nobody is deleted there: who was taken out in Xero stays a person in Harvest. */
final class HarvestEdits {
    private static final Set<ContactField> OF_CLIENT =
            EnumSet.of(ContactField.NAME, ContactField.ADDRESS, ContactField.ACTIVE);

    private final HarvestClientCard now;
    private final ContactCard before;
    private final Function<Part, Origin> origins;
    private final ContactCard xero;
    private final Set<ContactField> fields;
    private final List<ClientEdit> edits = new ArrayList<>();

    private HarvestEdits(
            HarvestClientCard now,
            ContactCard before,
            ContactCard xero,
            Function<Part, Origin> origins,
            Set<ContactField> fields) {
        this.now = now;
        this.before = before;
        this.origins = origins;
        this.xero = xero;
        this.fields = fields;
    }

    /** @param before the contact in Xero as it was known @param xero as it stands */
    static List<ClientEdit> of(
            HarvestClientCard now,
            ContactCard before,
            ContactCard xero,
            Function<Part, Origin> origins,
            Set<ContactField> fields) {
        HarvestEdits edits = new HarvestEdits(now, before, xero, origins, fields);
        edits.ofClient();
        edits.ofPeople();
        return edits.edits;
    }

    private void ofClient() {
        Set<ContactField> own = new TreeSet<>(fields);
        own.retainAll(OF_CLIENT);
        if (!own.isEmpty()) {
            edits.add(new ClientEdit(
                    now.id(),
                    Part.CLIENT,
                    own,
                    HarvestClientRequests.edit(now.id(), own, xero),
                    null,
                    origins.apply(Part.CLIENT)));
        }
    }

    private void ofPeople() {
        Set<ContactField> own = new TreeSet<>(fields);
        own.removeAll(OF_CLIENT);
        if (own.isEmpty()) {
            return;
        }
        List<ClientEdit> people = new ArrayList<>();
        main(own, people);
        if (own.contains(ContactField.PEOPLE)) {
            PeopleChange.between(before, xero).on(now.card()).forEach(edit -> other(edit, people));
        }
        for (int i = 0; i < people.size(); i++) {
            ClientEdit edit = people.get(i);
            edits.add(
                    i < people.size() - 1
                            ? edit
                            : new ClientEdit(
                                    edit.clientId(), edit.part(), own, edit.request(), edit.added(), edit.origin()));
        }
    }

    private void main(Set<ContactField> own, List<ClientEdit> people) {
        boolean renamed = own.contains(ContactField.PEOPLE) && !before.main().equals(xero.main());
        Set<ContactField> wanted = new TreeSet<>(own);
        if (!renamed) {
            wanted.remove(ContactField.PEOPLE);
        }
        if (!wanted.isEmpty()) {
            Long id = now.personIds().isEmpty() ? null : now.personIds().get(0);
            add(people, HarvestClientRequests.main(now.id(), id, wanted, xero), id == null ? mainPerson() : null);
        }
    }

    private Person mainPerson() {
        Person main = xero.main();
        return new Person(main.first(), main.last(), xero.email(), true);
    }

    private void other(Edit edit, List<ClientEdit> people) {
        Person person = edit.person();
        if (person == null) {
            return;
        }
        boolean isNew = edit.index() < 0;
        Long id = isNew ? null : now.personIds().get(edit.index());
        Boolean mailed = isNew || now.card().people().get(edit.index()).mailed() != person.mailed()
                ? Boolean.valueOf(person.mailed())
                : null;
        add(people, HarvestClientRequests.person(now.id(), id, person, mailed), isNew ? person : null);
    }

    private void add(List<ClientEdit> people, HarvestRequest request, @Nullable Person added) {
        people.add(new ClientEdit(now.id(), Part.PEOPLE, Set.of(), request, added, origins.apply(Part.PEOPLE)));
    }
}
