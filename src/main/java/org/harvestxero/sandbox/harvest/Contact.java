package org.harvestxero.sandbox.harvest;

import org.jspecify.annotations.Nullable;

/** A person at a client. */
final class Contact extends Document {
    Client client;

    @Nullable
    String title;

    String firstName = "";

    @Nullable
    String lastName;

    @Nullable
    String email;

    @Nullable
    String phoneOffice = "";

    @Nullable
    String phoneMobile = "";

    @Nullable
    String fax = "";

    String recipientStatus = "none";

    Contact(Birth birth, Client client) {
        super(birth);
        this.client = client;
    }

    String name() {
        return lastName == null ? firstName : firstName + " " + lastName;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("title", title)
                .text("first_name", firstName)
                .text("last_name", lastName)
                .text("email", email)
                .text("phone_office", phoneOffice)
                .text("phone_mobile", phoneMobile)
                .text("fax", fax);
        writeTimes(out);
        client.writeReference(out);
        if (viewer.account().is(HarvestSwitch.OBSERVED_EXTRAS)) {
            out.text("invoice_recipient_status", recipientStatus);
        }
    }
}
