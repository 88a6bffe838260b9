package org.harvestxero.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the API of either side, in as much as both are sent alike. */
public interface ApiRequest {
    /** Such as {@code GET}. */
    String method();

    /** Below the root of the API; begins with a slash. */
    String path();

    /** In the order it is sent, values not yet encoded. */
    Map<String, String> query();

    /** JSON, sent byte for byte; null for none. */
    @Nullable
    String body();

    /** Whether it changes nothing on the other side. */
    default boolean isRead() {
        return method().equals("GET");
    }
}
