package org.harvestxero.harvest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.calls.GrantRefusedException;
import org.harvestxero.calls.TokenAnswer;
import org.harvestxero.calls.TokenCalls;
import org.harvestxero.secrets.Secret;

/** Harvest's two ways to get an OAuth token; the client shows who it is in the form. */
final class HarvestTokenRequests {
    private final TokenCalls calls;
    private final String clientId;
    private final Secret clientSecret;

    HarvestTokenRequests(TokenCalls calls, String clientId, Secret clientSecret) {
        this.calls = calls;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** @throws GrantRefusedException when the code is used up or the client is not known */
    TokenAnswer code(Secret code) {
        return ask("authorization_code", "code", code);
    }

    /** @throws GrantRefusedException also when the token is used up */
    TokenAnswer refresh(Secret refreshToken) {
        return ask("refresh_token", "refresh_token", refreshToken);
    }

    private TokenAnswer ask(String grant, String field, Secret secret) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        secrets.put("client_secret", clientSecret);
        secrets.put(field, secret);
        return calls.ask(Map.of("grant_type", grant, "client_id", clientId), secrets);
    }
}
