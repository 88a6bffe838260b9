package org.harvestxero.sandbox.harvest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.harvestxero.sandbox.harvest.Call.Upload;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param headers by lower-case name
 * @param form fields of a form or multipart body; null for other bodies
 */
record IncomingRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, String> headers,
        byte[] body,
        @Nullable Map<String, String> form,
        @Nullable Upload upload) {

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
