package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.ContactCard.Person;

/** Recognises people of clients. */
public final class HarvestPeople {
    private HarvestPeople() {}

    /** Whether that person of Harvest's is this one: by the address, or by the name where one has no address. */
    public static boolean isOf(HarvestElement element, long client, Person person) {
        JsonNode tree = element.tree();
        return tree.path("client").path("id").asLong() == client
                && new Person(
                                JsonFields.text(tree, "first_name"),
                                JsonFields.text(tree, "last_name"),
                                JsonFields.text(tree, "email"),
                                true)
                        .is(person);
    }
}
