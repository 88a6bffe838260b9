package org.harvestxero.sandbox.harvest;

import org.jspecify.annotations.Nullable;

/** A client: who gets billed. */
final class Client extends Document {
    String name = "";
    boolean active = true;

    @Nullable
    String address;

    final String statementKey;
    String currency;

    Client(Birth birth, String currency) {
        super(birth);
        this.currency = currency;
        this.statementKey = Keys.of("statement", id(), 32);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("name", name)
                .flag("is_active", active)
                .text("address", address)
                .text("statement_key", statementKey);
        writeTimes(out);
        out.text("currency", currency);
    }

    void writeReference(JsonWriter out) {
        out.reference("client", id(), name);
    }

    void writeReferenceWithCurrency(JsonWriter out) {
        out.nested("client", inner -> inner.whole("id", id()).text("name", name).text("currency", currency));
    }
}
