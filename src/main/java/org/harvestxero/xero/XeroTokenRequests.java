package org.harvestxero.xero;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.Api;
import org.harvestxero.http.CodeProof;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.GrantRefusedException;
import org.harvestxero.http.TokenCalls;
import org.harvestxero.http.TokenResponse;

/** Xero's three OAuth grants: by client credentials, by a code and by a refresh token. */
public final class XeroTokenRequests {
    private final TokenCalls calls;

    public XeroTokenRequests(TokenCalls calls) {
        this.calls = calls;
    }

    /** The value of the {@code Authorization} header by which a client authenticates. */
    public static Secret basic(String clientId, Secret clientSecret) {
        String both = clientId + ":" + clientSecret.reveal();
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without {@code scope}: newer custom connections refuse one and grant all they were set up with. */
    TokenResponse clientCredentials() {
        try {
            return calls.ask(Map.of("grant_type", "client_credentials"), Map.of());
        } catch (GrantRefusedException e) {
            throw new ConsentException(
                    Api.XERO,
                    e.getMessage() + ": check xero.client-id and xero.client-secret, and that the custom connection is "
                            + "authorised in Xero",
                    e);
        }
    }

    /** @throws GrantRefusedException when the code is used up or the client is not known */
    TokenResponse code(Secret code, String redirectUri, CodeProof proof) {
        return calls.ask(
                Map.of("grant_type", "authorization_code", "redirect_uri", redirectUri),
                Map.of("code", code, "code_verifier", proof.verifier()));
    }

    /** @throws GrantRefusedException also when the token is used up */
    public TokenResponse refresh(Secret refreshToken) {
        return calls.ask(Map.of("grant_type", "refresh_token"), Map.of("refresh_token", refreshToken));
    }
}
