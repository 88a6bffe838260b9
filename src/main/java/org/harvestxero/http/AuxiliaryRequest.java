package org.harvestxero.http;

import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A request beside the API proper, such as to a token endpoint or for the list of organisations. Requests that a side doesn't count
 * towards its limits bypass the rate limiter.
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
