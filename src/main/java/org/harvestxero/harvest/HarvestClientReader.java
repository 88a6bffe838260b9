package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.SourceClient;
import org.jspecify.annotations.Nullable;

/** Reads Harvest's clients with the people who belong to them: from the clients list, or as an invoice shows its own. */
public final class HarvestClientReader {
    private HarvestClientReader() {}

    /**
     * A client with the person its invoices go to: the first contact marked as recipient, else the first with an address.
     *
     * @param contacts of any clients; those of others are passed over
     */
    public static SourceClient client(HarvestElement element, List<HarvestElement> contacts) {
        return client(element.tree(), contacts);
    }

    /**
     * Id of an invoice's client.
     *
     * @throws HarvestUnreadableException when the invoice names none
     */
    public static long clientIdOf(HarvestElement invoice) {
        JsonNode id = invoice.tree().path("client").path("id");
        if (!id.isIntegralNumber()) {
            throw new HarvestUnreadableException("client", "absent");
        }
        return id.asLong();
    }

    /** An invoice's client as the invoice itself shows it, without a person. */
    public static SourceClient clientOf(HarvestElement invoice) {
        return client(invoice.tree().path("client"), List.of());
    }

    private static SourceClient client(JsonNode client, List<HarvestElement> contacts) {
        long id = HarvestFields.id(client, "id", "");
        JsonNode person = recipient(id, contacts);
        return new SourceClient(
                id,
                HarvestFields.needed(client, "name", ""),
                JsonFields.text(client, "address"),
                JsonFields.text(client, "currency"),
                person == null ? null : JsonFields.text(person, "first_name"),
                person == null ? null : JsonFields.text(person, "last_name"),
                person == null ? null : JsonFields.text(person, "email"));
    }

    private static @Nullable JsonNode recipient(long clientId, List<HarvestElement> contacts) {
        List<JsonNode> own = contacts.stream()
                .map(HarvestElement::tree)
                .filter(each ->
                        JsonFields.field(JsonFields.field(each, "client"), "id").asLong() == clientId)
                .filter(each -> JsonFields.text(each, "email") != null)
                .sorted((a, b) ->
                        Long.compare(a.path("id").asLong(), b.path("id").asLong()))
                .toList();
        return own.stream()
                .filter(each -> "recipient".equals(JsonFields.text(each, "invoice_recipient_status")))
                .findFirst()
                .or(() -> own.stream().findFirst())
                .orElse(null);
    }

    static SourceClient briefClient(JsonNode client) {
        return new SourceClient(
                HarvestFields.id(client, "id", "client."),
                HarvestFields.needed(client, "name", "client."),
                null,
                null,
                null,
                null,
                null);
    }
}
