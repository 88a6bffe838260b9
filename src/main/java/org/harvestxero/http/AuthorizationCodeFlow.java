package org.harvestxero.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;

/**
 * A person's consent by OAuth's authorization code: the consent page is shown, the browser comes back with a code, the code is
 * traded for tokens, and they are stored. Whose tokens they are is found out in between, by whoever calls.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, section 4.1</a>
 */
public final class AuthorizationCodeFlow {
    private final Api api;
    private final URI loopback;
    private final String settings;
    private final TokenTable table;
    private final TokenTable.Key key;
    private final RefreshingTokens tokens;
    private final Clock clock;

    /**
     * @param loopback where the consent page returns to unless the dialogue says otherwise; known to the side
     * @param settings named to a person when the side refuses the code although it is fresh
     * @param key of the row the tokens are stored in
     * @param tokens what calls are made with afterwards
     */
    public AuthorizationCodeFlow(
            Api api,
            URI loopback,
            String settings,
            TokenTable table,
            TokenTable.Key key,
            RefreshingTokens tokens,
            Clock clock) {
        this.api = api;
        this.loopback = loopback;
        this.settings = settings;
        this.table = table;
        this.key = key;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What a person consented to; nothing of it is stored yet. */
    public record Granted(AccessToken token, StoredToken unclaimed) {}

    /**
     * Leads a person through consent.
     *
     * @param longest how long to wait for the person
     * @param consentPage its address for the way back, whose {@code state} it hands back
     * @param redeem trades a code for tokens, with the way back it came by
     * @throws ConsentException when consent was denied, didn't come in time, or the code is not taken
     * @throws OutcomeUnknownException when the side can't be reached
     */
    public Granted ask(
            ConsentDialogue dialogue,
            Duration longest,
            Function<ConsentReturn, URI> consentPage,
            BiFunction<Secret, URI, TokenResponse> redeem)
            throws InterruptedException {
        Secret code;
        URI redirect;
        try (ConsentReturn back = dialogue.comesBack().orElseGet(() -> ConsentCallback.listen(loopback, api))) {
            redirect = back.redirect();
            dialogue.open(consentPage.apply(back));
            code = back.await(longest);
        }
        TokenResponse answer = redeemed(code, redirect, redeem);
        return new Granted(
                answer.accessToken(),
                StoredToken.consented(
                        answer.value(), answer.expiresAt(), answer.refreshToken(), answer.scope(), clock.instant()));
    }

    private TokenResponse redeemed(Secret code, URI redirect, BiFunction<Secret, URI, TokenResponse> redeem) {
        try {
            return redeem.apply(code, redirect);
        } catch (GrantRefusedException e) {
            throw new ConsentException(
                    api,
                    e.isSpent()
                            ? "The consent took longer than " + api + " allows; run harvest-xero connect again"
                            : e.getMessage() + ": check " + settings,
                    e);
        }
    }

    /** Whom the consent before this one opened. */
    public Optional<TokenTable.Target> former() {
        return table.target(key);
    }

    /** Puts the tokens in the place of those stored before; the next call is made with them. */
    public void store(Granted granted, ConsentDialogue.Target target) {
        table.put(key, granted.unclaimed().forTarget(target.id(), target.name()));
        tokens.reread();
    }

    /** What is stored now; empty before consent. */
    public Optional<StoredToken> stored() {
        return tokens.stored();
    }

    /** The name of what the consent opens; empty without one, and once the side has refused it. */
    public Optional<String> connected() {
        return stored().filter(token -> token.refusedAt() == null)
                .map(token -> Objects.requireNonNullElse(
                        token.targetName(), Objects.requireNonNullElse(token.targetId(), "")));
    }

    /** Deletes the tokens; the side is told nothing. */
    public void forget() {
        table.delete(key);
        tokens.reread();
    }
}
