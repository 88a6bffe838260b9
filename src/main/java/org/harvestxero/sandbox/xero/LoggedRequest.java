package org.harvestxero.sandbox.xero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as the sandbox saw it.
 *
 * @param status of the answer; 0 when none was sent
 * @param replayed whether the answer came from an idempotency key
 * @param body empty when bodies are not kept
 */
public record LoggedRequest(
        Instant at,
        String method,
        String path,
        String query,
        @Nullable String idempotencyKey,
        String body,
        int status,
        boolean replayed) {}
