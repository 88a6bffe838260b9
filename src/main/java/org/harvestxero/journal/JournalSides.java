package org.harvestxero.journal;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.http.CommandStops;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroSettingsRead;
import org.jspecify.annotations.Nullable;

/** Asks both sides; what they answer wrong is thrown as it is, not wrapped by Camel. */
public final class JournalSides {
    private final ProducerTemplate routes;

    public JournalSides(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** A whole list of Harvest. */
    @SuppressWarnings("unchecked")
    public List<HarvestElement> harvest(HarvestListRequest list) {
        return ask("direct:collect-harvest", list, List.class, Map.of());
    }

    public XeroResponse read(XeroRequest request) {
        return ask("direct:xero-read", request, XeroResponse.class, Map.of());
    }

    XeroResponse write(XeroRequest request) {
        return ask("direct:xero-call", request, XeroResponse.class, Map.of());
    }

    /** How the organisation is set up, as Xero says now. */
    public XeroSettings settings() {
        return ask("direct:read-xero-settings", null, XeroSettingsRead.class, Map.of("withTracking", true))
                .settings();
    }

    private <T> T ask(String route, @Nullable Object body, Class<T> answer, Map<String, Object> headers) {
        return CommandStops.answer(routes, route, body, headers, answer);
    }
}
