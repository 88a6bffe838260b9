package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What Harvest answered with success.
 *
 * @param json read with exact decimals; missing when the body was empty
 * @param serverDate Harvest's own clock at the answer, ours when it sent none
 */
public record HarvestResponse(int status, String body, JsonNode json, Instant serverDate) {
    /** Without the body, which may hold personal data. */
    @Override
    public String toString() {
        return "Harvest answered " + status + " with " + body.length() + " characters";
    }
}
