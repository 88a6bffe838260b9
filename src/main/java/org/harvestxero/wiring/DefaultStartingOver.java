package org.harvestxero.wiring;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.SideException;
import org.harvestxero.api.StartingOver;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.http.CallException;
import org.harvestxero.http.LinkedParties;
import org.harvestxero.xero.XeroRequest;

/** Asks both sides, over their routes, which account and organisation the settings open now, and starts the links over with these. */
final class DefaultStartingOver implements StartingOver {
    private final LinkedParties parties;
    private final ProducerTemplate routes;

    DefaultStartingOver(LinkedParties parties, ProducerTemplate routes) {
        this.parties = parties;
        this.routes = routes;
    }

    @Override
    public String startOver(String who) {
        return parties.startOver(this::ask, who);
    }

    private void ask() {
        try {
            routes.requestBody("direct:harvest-read", HarvestRequest.get("/users/me"));
            routes.requestBody("direct:xero-read", XeroRequest.get("/Organisation"));
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof CallException silent
                    ? new SideException(silent.getMessage() + "; nothing was changed", silent)
                    : e;
        }
    }
}
