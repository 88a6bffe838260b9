package org.harvestxero.copy;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Trouble;
import org.harvestxero.http.CommandStops;

/** Reads both sides for a command; what a side answers instead is a trouble of it, and pauses the connection where it would a cycle. */
public final class SourceRefresh {
    private final ProducerTemplate routes;
    private final CycleTroubles troubles;

    public SourceRefresh(ProducerTemplate routes, CycleTroubles troubles) {
        this.routes = routes;
        this.troubles = troubles;
    }

    /** Empty when all was read. */
    Optional<Trouble> read() {
        return read("refresh-sources");
    }

    /** The same of expenses, where they are copied, and of what deciding about them rests on. */
    Optional<Trouble> readExpenses() {
        return read("refresh-expenses");
    }

    /** The same of clients and contacts, where they follow each other. */
    Optional<Trouble> readContacts() {
        return read("refresh-contacts");
    }

    private Optional<Trouble> read(String route) {
        long before = troubles.asides();
        try {
            CommandStops.send(routes, "direct:" + route, null, Map.of());
            return troubles.asideSince(before);
        } catch (CamelExecutionException e) {
            return Optional.of(troubles.note(route, e));
        }
    }
}
