package org.harvestxero.sandbox.harvest;

/** A client to be. */
public final class ClientBuilder extends DocumentBuilder<ClientBuilder> {
    ClientBuilder(String name) {
        super("/clients");
        with("name", name);
    }

    public ClientBuilder currency(String code) {
        return with("currency", code);
    }

    public ClientBuilder address(String address) {
        return with("address", address);
    }

    public ClientBuilder archived() {
        return with("is_active", false);
    }
}
