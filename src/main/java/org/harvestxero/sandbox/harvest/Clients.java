package org.harvestxero.sandbox.harvest;

import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /clients}. */
final class Clients extends Resource<Client> {
    Clients(HarvestAccount account, Lists lists) {
        super(account, lists, account.clients, "/clients", Style.cursors("clients"));
    }

    @Override
    Filter<Client> filter(Call call) {
        return new Filter<Client>()
                .when(call.query().flag("is_active"), (client, active) -> client.active == active)
                .updatedSince(call.query());
    }

    @Override
    Client make(Call call) {
        call.body().require("name", "Name");
        call.body().stopIfWrong();
        return new Client(account.birth(call), account.company.currency());
    }

    @Override
    void change(Client client, Call call) {
        Fields fields = call.body();
        fields.keep("name", "Name");
        fields.word("name", value -> client.name = value);
        fields.flag("is_active", value -> client.active = value);
        fields.text("address", value -> client.address = value);
        fields.word("currency", value -> client.currency = value);
    }

    @Override
    void checkRemovable(Client client, Call call) {
        boolean used = account.projects.all().stream().anyMatch(project -> project.client == client)
                || account.invoices.all().stream().anyMatch(invoice -> invoice.client == client);
        if (used) {
            throw HarvestProblem.unprocessable("This client is not removable. It still has projects and/or invoices.");
        }
    }

    @Override
    void removed(Client client, Call call) {
        account.contacts.all().stream()
                .filter(contact -> contact.client == client)
                .toList()
                .forEach(account.contacts::remove);
    }
}
