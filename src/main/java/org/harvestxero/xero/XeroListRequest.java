package org.harvestxero.xero;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list to be read to its end.
 *
 * @param path of the collection, such as {@code /Invoices}
 * @param query besides page and page size
 * @param pageSize 1 to 1000; zero for collections that Xero doesn't page (Items, Accounts, TaxRates …)
 */
public record XeroListRequest(
        String path, Map<String, String> query, @Nullable Instant ifModifiedSince, int pageSize) {
    public static final int LARGEST_PAGE = 1000;

    public XeroListRequest {
        if (pageSize < 0 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to 1000 elements, not " + pageSize);
        }
    }

    /** All of a collection, in the largest pages. */
    public static XeroListRequest of(String path) {
        return new XeroListRequest(path, Map.of(), null, LARGEST_PAGE);
    }

    public XeroListRequest since(@Nullable Instant instant) {
        return new XeroListRequest(path, query, instant, pageSize);
    }

    public XeroListRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new XeroListRequest(path, more, ifModifiedSince, pageSize);
    }

    public XeroRequest request(int page) {
        XeroRequest request = XeroRequest.get(path).since(ifModifiedSince);
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            request = request.with(parameter.getKey(), parameter.getValue());
        }
        return pageSize == 0
                ? request
                : request.with("page", Integer.toString(page)).with("pageSize", Integer.toString(pageSize));
    }
}
