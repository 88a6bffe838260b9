package org.harvestxero.http;

import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A request beside the API proper: to a token endpoint, for the list of organisations. Those that a side does not count pass no
 * rate limiter.
 *
 * @param path below the address the route names, begins with a slash, may be empty
 * @param tenant the Xero organisation it is for; null where it is for none
 */
public record AuxiliaryRequest(
        String method,
        String path,
        @Nullable SecretForm form,
        @Nullable Secret authorization,
        @Nullable String tenant) {
    public AuxiliaryRequest(String method, String path, @Nullable SecretForm form, @Nullable Secret authorization) {
        this(method, path, form, authorization, null);
    }
}
