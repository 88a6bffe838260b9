package org.harvestxero.wages;

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

/** Asks Harvest, Xero's payroll and Xero's settings; what they answer wrong is thrown as it is, not wrapped by Camel. */
final class PayrollSides {
    private final ProducerTemplate routes;

    PayrollSides(ProducerTemplate routes) {
        this.routes = routes;
    }

    @SuppressWarnings("unchecked")
    List<HarvestElement> harvest(HarvestListRequest list) {
        return ask("direct:collect-harvest", list, List.class, Map.of());
    }

    XeroResponse read(XeroRequest request) {
        return ask("direct:payroll-read", request, XeroResponse.class, Map.of());
    }

    XeroResponse write(XeroRequest request) {
        return ask("direct:payroll-call", request, XeroResponse.class, Map.of());
    }

    XeroSettings settings() {
        return ask("direct:read-xero-settings", null, XeroSettingsRead.class, Map.of("withTracking", true))
                .settings();
    }

    private <T> T ask(String route, @Nullable Object body, Class<T> answer, Map<String, Object> headers) {
        return CommandStops.answer(routes, route, body, headers, answer);
    }
}
