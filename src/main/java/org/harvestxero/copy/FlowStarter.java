package org.harvestxero.copy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts flows of the routes by the names people know them by. */
public final class FlowStarter {
    private static final Logger LOG = LoggerFactory.getLogger(FlowStarter.class);

    private static final Map<String, String> FLOWS = Map.of(
            "copy-invoices", "direct:run-cycle",
            "copy-payments", "direct:run-cycle",
            "follow-changes", "direct:run-sweep",
            "check-billed-work", "direct:check-billed-work",
            "bill-period", "direct:run-billing",
            "notify", "direct:notify");

    private final ConnectionStore store;
    private final ProducerTemplate routes;

    public FlowStarter(ConnectionStore store, ProducerTemplate routes) {
        this.store = store;
        this.routes = routes;
    }

    /** The flows there are. */
    List<String> names() {
        return FLOWS.keySet().stream().sorted().toList();
    }

    /**
     * Starts a flow; returns at once.
     *
     * @throws IllegalArgumentException naming the known flows when there is no such flow
     */
    void start(String flow, String who) {
        String route = FLOWS.get(flow);
        if (route == null) {
            throw new IllegalArgumentException(
                    "There is no flow " + flow + "; there are " + String.join(", ", names()));
        }
        store.audit().add(who, null, null, "run", flow);
        send(flow, route);
    }

    /** What is begun with the process: what a stop left half sent is told of first. */
    void startAll() {
        for (String flow : List.of("notify", "copy-invoices", "bill-period")) {
            send(flow, Objects.requireNonNull(FLOWS.get(flow)));
        }
    }

    private void send(String flow, String route) {
        routes.asyncSendBody(route, null).exceptionally(failure -> {
            DatabaseTrouble.in(failure)
                    .ifPresentOrElse(
                            words -> LOG.warn("{} stopped: {}", flow, words),
                            () -> LOG.error("{} failed", flow, failure));
            return null;
        });
    }
}
