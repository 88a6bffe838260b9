package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organisation as the app reaches it: its books, its resources, and its connection. */
final class Tenant {
    private final Books books;
    private final Router router;
    private final Payroll payroll;
    private boolean available = true;
    private @Nullable UUID connectionId;
    private @Nullable UUID authEvent;
    private Instant connectedAt = Instant.EPOCH;
    private Instant renewedAt = Instant.EPOCH;

    Tenant(Books books, String providerName) {
        this.books = books;
        this.router = new Router();
        this.payroll = new Payroll(books, providerName);
        Envelope envelope = new Envelope(books, providerName);
        ContactJson contactJson = new ContactJson(books);
        ContactWriter contacts = new ContactWriter(books, contactJson);
        DocumentJson documentJson = new DocumentJson(books, contactJson);
        PaymentJson paymentJson = new PaymentJson(books, documentJson);
        new SettingsEndpoints(books, envelope).addTo(router);
        new TrackingEndpoints(books, envelope).addTo(router);
        new ContactEndpoints(books, envelope, contacts, contactJson).addTo(router);
        new ContactGroupEndpoints(books, envelope).addTo(router);
        new DocumentEndpoints(books, envelope, new DocumentWriter(books, contacts, documentJson), documentJson)
                .addTo(router);
        new PaymentEndpoints(books, envelope, new PaymentWriter(books, paymentJson), paymentJson).addTo(router);
        new BatchPaymentEndpoints(books, envelope, new PaymentWriter(books, paymentJson), paymentJson).addTo(router);
        new PrepaidEndpoints(books, envelope, documentJson).addTo(router);
        BankTransactionJson bankJson = new BankTransactionJson(books, contactJson);
        new BankTransactionEndpoints(books, envelope, new BankTransactionWriter(books, contacts, bankJson), bankJson)
                .addTo(router);
        new ManualJournalEndpoints(books, envelope, new ManualJournalWriter(books)).addTo(router);
        new NoteEndpoints(books, envelope).addTo(router);
        new ReportEndpoints(books, envelope).addTo(router);
        new ProfitAndLossEndpoints(books, envelope).addTo(router);
    }

    UUID id() {
        return books.organisation.id;
    }

    Books books() {
        return books;
    }

    Router router() {
        return router;
    }

    Payroll payroll() {
        return payroll;
    }

    /** Whether the customer has not disconnected the app. */
    boolean available() {
        return available;
    }

    @Nullable
    UUID connectionId() {
        return connectionId;
    }

    /** Consent: a tenant that is still linked keeps the event of its first authorisation. */
    void connect(UUID event, Instant now) {
        if (connectionId == null) {
            connectionId = UUID.randomUUID();
            authEvent = event;
            connectedAt = now;
        }
        renewedAt = now;
        available = true;
    }

    void disconnect() {
        connectionId = null;
        authEvent = null;
        available = false;
    }

    void reconnect() {
        available = true;
    }

    @Nullable
    ObjectNode connection() {
        return connectionId == null ? null : connection(connectionId, String.valueOf(authEvent));
    }

    /** The one connection of a custom connection, which is made in Xero's developer portal. */
    ObjectNode customConnection(UUID event) {
        return connection(SampleOrganisation.idOf(books.organisation.name, "connection"), event.toString());
    }

    private ObjectNode connection(UUID id, String event) {
        return Json.object()
                .put("id", id.toString())
                .put("authEventId", event)
                .put("tenantId", id().toString())
                .put("tenantType", "ORGANISATION")
                .put("tenantName", books.organisation.name)
                .put("createdDateUtc", XeroDates.connectionDate(connectedAt))
                .put("updatedDateUtc", XeroDates.connectionDate(renewedAt));
    }
}
