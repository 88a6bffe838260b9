package org.harvestxero.harvest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.GrantRefusedException;
import org.harvestxero.http.TokenCalls;
import org.harvestxero.http.TokenResponse;

/** Harvest's two OAuth grants, by a code and by a refresh token. The client authenticates in the form. */
public final class HarvestTokenRequests {
    private final TokenCalls calls;
    private final String clientId;
    private final Secret clientSecret;

    public HarvestTokenRequests(TokenCalls calls, String clientId, Secret clientSecret) {
        this.calls = calls;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** @throws GrantRefusedException when the code is used up or the client is not known */
    TokenResponse code(Secret code) {
        return ask("authorization_code", "code", code);
    }

    /** @throws GrantRefusedException also when the token is used up */
    public TokenResponse refresh(Secret refreshToken) {
        return ask("refresh_token", "refresh_token", refreshToken);
    }

    private TokenResponse ask(String grant, String field, Secret secret) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        secrets.put("client_secret", clientSecret);
        secrets.put(field, secret);
        return calls.ask(Map.of("grant_type", grant, "client_id", clientId), secrets);
    }
}
