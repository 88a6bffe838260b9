package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells a receiver what changed, signed as Xero signs; a payment shows as a change of its invoice. A failed delivery is not repeated. */
final class Webhooks {
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Books books;
    private final URI receiver;
    private final SecretKeySpec key;
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private int sequence;

    Webhooks(Books books, URI receiver, String key) {
        this.books = books;
        this.receiver = receiver;
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Begins to tell of every change. */
    void begin() {
        books.invoices.addIndex((old, now) -> tell("INVOICE", "Invoices", now.id(), old == null));
        books.creditNotes.addIndex((old, now) -> tell("CREDITNOTE", "CreditNotes", now.id(), old == null));
        books.contacts.addIndex((old, now) -> tell("CONTACT", "Contacts", now.id(), old == null));
    }

    /** Status codes of the receiver's answers, in the order they came; 0 for none. */
    List<Integer> answers() {
        return List.copyOf(answers);
    }

    private void tell(String category, String collection, UUID id, boolean created) {
        sequence++;
        ObjectNode body = Json.object();
        body.putArray("events")
                .addObject()
                .put("resourceUrl", "https://api.xero.com/api.xro/2.0/" + collection + "/" + id)
                .put("resourceId", id.toString())
                .put(
                        "eventDateUtc",
                        String.valueOf(Instant.ofEpochMilli(books.now())).replace("Z", ""))
                .put("eventType", created ? "CREATE" : "UPDATE")
                .put("eventCategory", category)
                .put("tenantId", books.organisation.id.toString())
                .put("tenantType", "ORGANISATION");
        body.put("firstEventSequence", sequence)
                .put("lastEventSequence", sequence)
                .put("entropy", books.newId().toString());
        send(Json.write(body));
    }

    private void send(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .header("Content-Type", "application/json")
                .header("x-xero-signature", signature(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> answers.add(failure == null ? answer.statusCode() : 0));
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
