package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.ContactCard.Person;

/** Recognises people of clients. */
public final class HarvestPeople {
    private HarvestPeople() {}

    /** Whether that person of Harvest's is this one: by the address, or by the name where one has no address. */
    public static boolean isOf(HarvestElement element, long client, Person person) {
        return element.tree().path("client").path("id").asLong() == client
                && person(element).is(person);
    }

    /** Whether both have the same name, which Harvest's form of it says. */
    public static boolean isNamed(HarvestElement element, Person person) {
        return person(element).isNamedLike(person);
    }

    private static Person person(HarvestElement element) {
        JsonNode tree = element.tree();
        return new Person(
                JsonFields.text(tree, "first_name"),
                JsonFields.text(tree, "last_name"),
                JsonFields.text(tree, "email"),
                true);
    }
}
