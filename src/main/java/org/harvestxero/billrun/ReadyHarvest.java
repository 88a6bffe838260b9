package org.harvestxero.billrun;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;

/** Asks Harvest for marked work by way of the routes. */
public final class ReadyHarvest implements ReadyLook.Harvest {
    private static final int NOT_FOUND = 404;

    private final ProducerTemplate routes;

    public ReadyHarvest(ProducerTemplate routes) {
        this.routes = routes;
    }

    @Override
    @SuppressWarnings("unchecked") // as the route gives them
    public List<HarvestElement> list(HarvestListRequest list) {
        try {
            return routes.requestBody("direct:collect-harvest", list, List.class);
        } catch (CamelExecutionException e) {
            throw bare(e);
        }
    }

    @Override
    public Optional<HarvestElement> find(HarvestRequest request) {
        try {
            return Optional.of(routes.requestBody("direct:harvest-read", request, HarvestResponse.class)
                    .element());
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RequestRefusedException refused && refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw bare(e);
        }
    }

    @Override
    public void clients() {
        for (String route : List.of("direct:read-settings", "direct:list-clients", "direct:list-contacts")) {
            routes.sendBody(route, null);
        }
    }

    private static RuntimeException bare(CamelExecutionException e) {
        return e.getCause() instanceof RuntimeException known ? known : e;
    }
}
