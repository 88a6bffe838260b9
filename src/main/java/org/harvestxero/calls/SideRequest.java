package org.harvestxero.calls;

import org.harvestxero.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A request beside the API proper: to a token endpoint, for the list of organisations. It passes no gate, because neither
 * side counts it.
 *
 * @param path below the address the route names, begins with a slash, may be empty
 */
public record SideRequest(
        String method,
        String path,
        @Nullable SecretForm form,
        @Nullable Secret authorization) {}
