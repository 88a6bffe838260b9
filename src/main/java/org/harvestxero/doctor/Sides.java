package org.harvestxero.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.CallException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroSettingsRead;
import org.jspecify.annotations.Nullable;

/** Both sides as one run of {@code doctor} sees them; what several checks need is asked once. */
final class Sides {
    private static final String FOR_PERSON = "forPerson";

    private final ProducerTemplate routes;
    private final Set<String> silent = new HashSet<>();
    private @Nullable XeroSettings settings;

    Sides(ProducerTemplate routes) {
        this.routes = routes;
    }

    HarvestResponse harvest(HarvestRequest request) {
        return ask("Harvest", "direct:harvest-call", request, HarvestResponse.class);
    }

    /** All elements of a list. */
    @SuppressWarnings("unchecked")
    List<HarvestElement> list(HarvestListRequest listing) {
        return ask("Harvest", "direct:collect-harvest", listing, List.class);
    }

    XeroResponse xero(XeroRequest request) {
        return ask("Xero", "direct:xero-call", request, XeroResponse.class);
    }

    /** Tracking categories and branding themes included. */
    XeroSettings settings() {
        XeroSettings known = settings;
        if (known == null) {
            known = ask("Xero", "direct:read-xero-settings", null, XeroSettingsRead.class)
                    .settings();
            settings = known;
        }
        return known;
    }

    /** A side that gave no answer once is not asked again. */
    private <T> T ask(String side, String route, @Nullable Object body, Class<T> type) {
        if (silent.contains(side)) {
            throw new SilentException(side);
        }
        Exchange done = routes.request(route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(FOR_PERSON, true);
            exchange.getMessage().setHeader("withTracking", true);
            exchange.getMessage().setHeader("withBrandingThemes", true);
        });
        Exception failure = done.getException();
        if (failure == null) {
            return done.getMessage().getBody(type);
        }
        if (failure instanceof CallException && !(failure instanceof RequestRefusedException)) {
            silent.add(side);
        }
        throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** The side gave no usable answer before, which is told already. */
    static final class SilentException extends RuntimeException {
        private SilentException(String side) {
            super("not looked at, because " + side + " could not be talked to");
        }
    }
}
