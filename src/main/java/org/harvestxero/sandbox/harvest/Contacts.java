package org.harvestxero.sandbox.harvest;

import java.util.Objects;
import java.util.Set;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /contacts}. */
final class Contacts extends Resource<Contact> {
    private static final Set<String> RECIPIENT_STATUSES = Set.of("none", "recipient", "cc", "bcc");

    Contacts(HarvestAccount account, Lists lists) {
        super(account, lists, account.contacts, "/contacts", Style.cursors("contacts"));
    }

    @Override
    Filter<Contact> filter(Call call) {
        return new Filter<Contact>()
                .when(call.query().number("client_id"), (contact, id) -> contact.client.id() == id)
                .updatedSince(call.query());
    }

    @Override
    Contact make(Call call) {
        Fields fields = call.body();
        fields.require("client_id", "Client");
        fields.require("first_name", "First name");
        Client client = fields.reference("client_id", "Client", account.clients::find);
        fields.stopIfWrong();
        return new Contact(account.birth(call), Objects.requireNonNull(client));
    }

    @Override
    void change(Contact contact, Call call) {
        Fields fields = call.body();
        fields.keep("first_name", "First name");
        Client client = fields.reference("client_id", "Client", account.clients::find);
        if (client != null) {
            fields.then(() -> contact.client = client);
        }
        fields.text("title", value -> contact.title = value);
        fields.word("first_name", value -> contact.firstName = value);
        fields.text("last_name", value -> contact.lastName = value);
        fields.text("email", value -> contact.email = value);
        fields.text("phone_office", value -> contact.phoneOffice = value);
        fields.text("phone_mobile", value -> contact.phoneMobile = value);
        fields.text("fax", value -> contact.fax = value);
        String status = fields.text("invoice_recipient_status");
        fields.check(
                status == null || RECIPIENT_STATUSES.contains(status),
                "Invoice recipient status is not included in the list");
        fields.word("invoice_recipient_status", value -> contact.recipientStatus = value);
    }
}
