package org.harvestxero.harvest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A list to be read to its end, in the largest pages unless {@code per_page} is given.
 *
 * @param path such as {@code /invoices}
 */
public record HarvestListing(String path, Map<String, String> query) {
    private static final String LARGEST_PAGE = "2000";

    public HarvestListing {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    public static HarvestListing of(String path) {
        return new HarvestListing(path, Map.of());
    }

    public HarvestListing with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new HarvestListing(path, more);
    }

    HarvestRequest firstRequest() {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.putIfAbsent("per_page", LARGEST_PAGE);
        return new HarvestRequest("GET", path, parameters, null);
    }
}
