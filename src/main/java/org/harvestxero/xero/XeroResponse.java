package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Xero answered: a 2xx, a 304, or a 400 that tells of each element.
 *
 * @param body as it came, empty for 204 and 304
 * @param json the body read with exact decimals; missing when there was none
 * @param serverDate Xero's own clock at the answer, ours when it sent none
 * @param correlationId what Xero's support asks for
 */
public record XeroResponse(
        int status,
        String body,
        JsonNode json,
        Instant serverDate,
        @Nullable String correlationId) {

    /** Without the body, which may hold personal data. */
    @Override
    public String toString() {
        return "Xero answered " + status + " with " + body.length() + " characters, correlation " + correlationId;
    }
}
