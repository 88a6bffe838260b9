package org.harvestxero.sandbox.harvest;

/** A person at a client to be. */
public final class ContactBuilder extends DocumentBuilder<ContactBuilder> {
    ContactBuilder(long clientId, String firstName, String lastName) {
        super("/contacts");
        with("client_id", clientId).with("first_name", firstName).with("last_name", lastName);
    }

    public ContactBuilder email(String email) {
        return with("email", email);
    }

    /** Gets invoices by mail. */
    public ContactBuilder recipient() {
        return with("invoice_recipient_status", "recipient");
    }
}
