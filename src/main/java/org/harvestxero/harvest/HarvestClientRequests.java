package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** Requests that change clients and their people in Harvest; what is null in them is emptied there. */
public final class HarvestClientRequests {
    /** Harvest's column. */
    private static final int ADDRESS = 4000;

    private HarvestClientRequests() {}

    /** Makes a client of a Xero contact. */
    public static HarvestRequest create(ContactCard card, @Nullable String currency) {
        ObjectNode json = JsonFields.object().put("name", card.name());
        if (!card.address().isEmpty()) {
            json.put("address", address(card.address()));
        }
        if (currency != null) {
            json.put("currency", currency);
        }
        return HarvestRequest.post("/clients", JsonFields.write(json));
    }

    /** Changes a client's own fields. */
    public static HarvestRequest edit(long client, Set<ContactField> fields, ContactCard card) {
        ObjectNode json = JsonFields.object();
        if (fields.contains(ContactField.NAME)) {
            json.put("name", card.name());
        }
        if (fields.contains(ContactField.ADDRESS)) {
            json.put("address", address(card.address()));
        }
        if (fields.contains(ContactField.ACTIVE)) {
            json.put("is_active", card.active());
        }
        return HarvestRequest.patch("/clients/" + client, JsonFields.write(json));
    }

    private static String address(List<String> lines) {
        return Texts.cut(String.join("\n", lines), ADDRESS);
    }

    /** Changes what the card has of the person invoices go to. @param id null to add that person to the client */
    public static HarvestRequest main(long client, @Nullable Long id, Set<ContactField> fields, ContactCard card) {
        ObjectNode json = JsonFields.object();
        if (id == null || fields.contains(ContactField.PEOPLE)) {
            names(json, card.main(), card.name());
        }
        if (fields.contains(ContactField.EMAIL)) {
            json.put("email", HarvestFields.orEmpty(card.email()));
        }
        if (fields.contains(ContactField.PHONES)) {
            json.put("phone_office", HarvestFields.orEmpty(card.phones().office()));
            json.put("phone_mobile", HarvestFields.orEmpty(card.phones().mobile()));
            json.put("fax", HarvestFields.orEmpty(card.phones().fax()));
        }
        if (id == null) {
            json.put("invoice_recipient_status", "recipient");
        }
        return write(client, id, json);
    }

    /** Changes, or adds, another person. @param mailed whether invoices go there, where that changes; null to leave it */
    public static HarvestRequest person(long client, @Nullable Long id, Person person, @Nullable Boolean mailed) {
        ObjectNode json = JsonFields.object();
        names(json, person, String.valueOf(person.email()));
        json.put("email", HarvestFields.orEmpty(person.email()));
        if (mailed != null) {
            json.put("invoice_recipient_status", mailed ? "cc" : "none");
        }
        return write(client, id, json);
    }

    private static HarvestRequest write(long client, @Nullable Long id, ObjectNode json) {
        return id == null
                ? HarvestRequest.post("/contacts", JsonFields.write(json.put("client_id", client)))
                : HarvestRequest.patch("/contacts/" + id, JsonFields.write(json));
    }

    /** Harvest demands a first name. */
    private static void names(ObjectNode json, Person person, String otherwise) {
        String first = person.first() != null ? person.first() : person.last();
        json.put("first_name", first == null ? otherwise : first);
        json.put("last_name", person.first() == null ? "" : HarvestFields.orEmpty(person.last()));
    }
}
