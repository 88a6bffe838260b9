package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactCard.Phones;
import org.jspecify.annotations.Nullable;

/**
 * A client with all its people as Harvest shows them.
 *
 * @param personIds Harvest's ids of the card's people, in their order; empty when the client has none
 * @param updated when client or people were changed last; null when Harvest doesn't say
 */
public record HarvestClientCard(
        long id,
        ContactCard card,
        List<Long> personIds,
        @Nullable Instant updated) {
    private static final String RECIPIENT = "recipient";
    private static final String STATUS = "invoice_recipient_status";

    public HarvestClientCard {
        personIds = List.copyOf(personIds);
    }

    /** @param people of this client */
    public static HarvestClientCard of(HarvestElement client, List<HarvestElement> people) {
        List<JsonNode> ordered = inOrder(people);
        JsonNode main = ordered.isEmpty() ? JsonFields.object() : ordered.get(0);
        List<Person> all = new ArrayList<>();
        if (!ordered.isEmpty()) {
            all.add(new Person(text(main, "first_name"), text(main, "last_name"), null, true));
            ordered.stream().skip(1).map(HarvestClientCard::person).forEach(all::add);
        }
        JsonNode tree = client.tree();
        ContactCard card = new ContactCard(
                HarvestFields.needed(tree, "name", ""),
                text(main, "email"),
                lines(text(tree, "address")),
                new Phones(text(main, "phone_office"), text(main, "phone_mobile"), text(main, "fax")),
                all,
                tree.path("is_active").asBoolean(true));
        return new HarvestClientCard(
                client.id(),
                card,
                ordered.stream().map(each -> each.path("id").asLong()).toList(),
                Stream.concat(Stream.of(client), people.stream())
                        .map(HarvestElement::updated)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** The one invoices go to, then others who get them, then the rest, the oldest first. */
    private static List<JsonNode> inOrder(List<HarvestElement> people) {
        List<JsonNode> all = new ArrayList<>(people.stream()
                .map(HarvestElement::tree)
                .sorted(Comparator.comparing((JsonNode each) -> !isMailed(each))
                        .thenComparing(each -> each.path("id").asLong()))
                .toList());
        all.stream()
                .filter(each -> text(each, "email") != null)
                .min(Comparator.comparing((JsonNode each) -> !RECIPIENT.equals(text(each, STATUS)))
                        .thenComparing(each -> each.path("id").asLong()))
                .ifPresent(main -> {
                    all.remove(main);
                    all.add(0, main);
                });
        return all;
    }

    private static Person person(JsonNode person) {
        return new Person(
                text(person, "first_name"), text(person, "last_name"), text(person, "email"), isMailed(person));
    }

    private static boolean isMailed(JsonNode person) {
        String status = text(person, STATUS);
        return status != null && !status.equals("none");
    }

    private static List<String> lines(@Nullable String address) {
        return address == null
                ? List.of()
                : address.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static @Nullable String text(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
