package org.harvestxero.harvest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Of both days and those between. */
    public HarvestListRequest between(LocalDate from, LocalDate to) {
        return with("from", from.toString()).with("to", to.toString());
    }

    /**
     * The same some days at a time, so that no more than theirs is held as Harvest sends it.
     *
     * @param to nothing at all when it is before {@code from}
     */
    public List<HarvestListRequest> between(LocalDate from, LocalDate to, int daysAtOnce) {
        List<HarvestListRequest> lists = new ArrayList<>();
        for (LocalDate first = from; !first.isAfter(to); first = first.plusDays(daysAtOnce)) {
            LocalDate last = first.plusDays(daysAtOnce - 1L);
            lists.add(between(first, last.isAfter(to) ? to : last));
        }
        return lists;
    }

    HarvestRequest firstRequest() {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.putIfAbsent("per_page", LARGEST_PAGE);
        return new HarvestRequest("GET", path, parameters, null);
    }
}
