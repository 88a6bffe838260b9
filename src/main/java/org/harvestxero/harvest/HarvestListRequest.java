package org.harvestxero.harvest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A list to be read to its end, in the largest pages unless {@code per_page} is given.
 *
 * @param path such as {@code /invoices}
 */
public record HarvestListRequest(String path, Map<String, String> query) {
    private static final String LARGEST_PAGE = "2000";

    public HarvestListRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    public static HarvestListRequest of(String path) {
        return new HarvestListRequest(path, Map.of());
    }

    public HarvestListRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new HarvestListRequest(path, more);
    }

    HarvestRequest firstRequest() {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.putIfAbsent("per_page", LARGEST_PAGE);
        return new HarvestRequest("GET", path, parameters, null);
    }
}
