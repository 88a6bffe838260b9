package org.harvestxero.sandbox.harvest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Tokens.Pair;
import org.jspecify.annotations.Nullable;

/** The OAuth2 side of Harvest: consent (given at once), tokens, and the accounts of a token's holder. */
final class Identity {
    private static final long IDENTITY_USER_ID = 55_001;

    private final HarvestAccount account;
    private final HarvestSandboxOptions.Access application;
    private final Tokens tokens;

    Identity(HarvestAccount account, HarvestSandboxOptions.Access application, Tokens tokens) {
        this.account = account;
        this.application = application;
        this.tokens = tokens;
    }

    /** {@code GET /oauth2/authorize}: the owner agrees without being asked. */
    Reply authorize(Query query) {
        if (!application.clientId().equals(query.text("client_id"))) {
            throw HarvestProblem.oauth(400, "invalid_client", "The client identifier is unknown.");
        }
        String redirect = query.text("redirect_uri");
        if (redirect == null || !redirect.startsWith("http")) {
            throw HarvestProblem.oauth(400, "invalid_request", "The redirect URI is missing or not allowed.");
        }
        String state = query.text("state");
        String scope = "&scope=" + encoded("harvest:" + account.accountId());
        String rest = scope + (state == null ? "" : "&state=" + encoded(state));
        if ("token".equals(query.text("response_type"))) {
            Pair pair =
                    Objects.requireNonNull(tokens.exchange(tokens.newCode(account.owner(), redirect), account.now()));
            return Reply.redirect(redirect + "#access_token=" + pair.access() + "&token_type=bearer&expires_in="
                    + Tokens.LIFETIME.toSeconds() + rest);
        }
        String separator = redirect.contains("?") ? "&" : "?";
        return Reply.redirect(redirect + separator + "code=" + tokens.newCode(account.owner(), redirect) + rest);
    }

    /** {@code POST /api/v2/oauth2/token}: exchanges a code, or renews; either can be used once. */
    Reply token(Fields fields) {
        if (!application.clientId().equals(fields.text("client_id"))
                || !application.clientSecret().equals(fields.text("client_secret"))) {
            throw HarvestProblem.oauth(401, "invalid_client", "Client authentication failed.");
        }
        String grant = fields.text("grant_type");
        Pair pair;
        if ("authorization_code".equals(grant)) {
            pair = tokens.exchange(fields.text("code"), account.now());
        } else if ("refresh_token".equals(grant)) {
            pair = tokens.renew(fields.text("refresh_token"), account.now());
        } else {
            throw HarvestProblem.oauth(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        if (pair == null) {
            throw HarvestProblem.oauth(
                    400, "invalid_grant", "The code or refresh token is invalid or was used before.");
        }
        Pair fresh = pair;
        return Reply.json(
                200,
                out -> out.text("access_token", fresh.access())
                        .text("refresh_token", fresh.refresh())
                        .text("token_type", "bearer")
                        .whole("expires_in", Tokens.LIFETIME.toSeconds()));
    }

    /** {@code GET /api/v2/accounts}. */
    Reply accounts(@Nullable User user) {
        if (user == null) {
            throw HarvestProblem.invalidToken();
        }
        return Reply.json(
                200,
                out -> out.nested(
                                "user",
                                inner -> inner.whole("id", IDENTITY_USER_ID)
                                        .text("first_name", user.firstName)
                                        .text("last_name", user.lastName)
                                        .text("email", user.email))
                        .rows(
                                "accounts",
                                java.util.List.of("harvest", "forecast"),
                                (product, row) -> row.whole(
                                                "id", account.accountId() + (product.equals("harvest") ? 0 : 1))
                                        .text("name", account.company.name())
                                        .text("product", product)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
