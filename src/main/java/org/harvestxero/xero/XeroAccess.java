package org.harvestxero.xero;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.http.Tokens;
import org.harvestxero.store.connection.StoredToken;
import org.jspecify.annotations.Nullable;

/** What our access to Xero is good for: which organisation, which rights, until when. */
public final class XeroAccess {
    /** Xero drops a refresh token that nobody has used for this long. */
    private static final Duration UNUSED_LIFE = Duration.ofDays(60);

    private final Tokens tokens;
    private final @Nullable RefreshingTokens rotating;
    private final @Nullable String configuredTenant;
    private final Supplier<XeroUses> uses;

    /** @param uses what the settings and agreements make of Xero now */
    public XeroAccess(
            Tokens tokens,
            @Nullable RefreshingTokens rotating,
            @Nullable String configuredTenant,
            Supplier<XeroUses> uses) {
        this.uses = uses;
        this.tokens = tokens;
        this.rotating = rotating;
        this.configuredTenant = configuredTenant;
    }

    /** The organisation's id: what is configured, else what was chosen at consent, else empty (custom connections). */
    public Optional<String> tenantId() {
        Optional<String> chosen = rotating == null ? Optional.empty() : rotating.targetId();
        return configuredTenant != null ? Optional.of(configuredTenant) : chosen;
    }

    /**
     * Scopes that what is used needs and the present token lacks, asking for a token if there is none; empty also when the token
     * can't be looked into.
     */
    public List<String> missingScopes() {
        return missing(tokens.current());
    }

    /** A sentence when the present token lacks a right that is needed; asks for no token. */
    public Optional<String> warning() {
        List<String> missing = kept().map(this::missing).orElse(List.of());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The Xero token lacks what the settings and agreements need: " + String.join(", ", missing)
                                + ". "
                                + (rotating != null
                                        ? "Run harvest-xero connect again and consent to it."
                                        : "Add it to the custom connection in Xero's developer portal."));
    }

    /** Empty also for a token that can't be unsealed; the call that needs it reports that. */
    private Optional<AccessToken> kept() {
        try {
            return tokens.kept();
        } catch (ConsentException e) {
            return Optional.empty();
        }
    }

    private List<String> missing(AccessToken token) {
        return XeroScopes.of(token.value())
                .map(granted -> XeroScopes.missing(granted, uses.get()))
                .orElse(List.of());
    }

    /** When the access token in use expires; empty before the first: a custom connection's is not kept over a restart. */
    public Optional<Instant> tokenExpiresAt() {
        return tokens.expiresAt();
    }

    /** When a person must consent again if nothing is refreshed until then; empty for custom connections and before consent. */
    public Optional<Instant> consentExpiresAt() {
        return rotating == null
                ? Optional.empty()
                : rotating.stored().map(StoredToken::rotatedAt).map(since -> since.plus(UNUSED_LIFE));
    }

    /** A person asks: what Xero refused is shown once more. */
    public void askAnew() {
        if (rotating != null) {
            rotating.askAnew();
        }
    }

    AccessToken token() {
        return tokens.current();
    }
}
