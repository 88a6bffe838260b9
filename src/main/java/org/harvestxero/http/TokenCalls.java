package org.harvestxero.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a token endpoint. Whatever goes wrong here, the call that wanted the token was never sent, and the exceptions
 * say so.
 */
public final class TokenCalls {
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private final AuxiliaryChannel channel;
    private final String path;
    /** The lifetime of a token that comes without one (the field is only recommended): less than either side gives. */
    private static final Duration UNSAID = Duration.ofMinutes(20);

    private static final Duration LONGEST = Duration.ofDays(400);

    private final Api api;
    private final @Nullable Secret basic;
    private final Clock clock;

    /**
     * @param path of the token endpoint below the channel's address
     * @param basic value of the {@code Authorization} header, null where the form carries the client's secret
     */
    public TokenCalls(AuxiliaryChannel channel, String path, Api api, @Nullable Secret basic, Clock clock) {
        this.channel = channel;
        this.path = path;
        this.api = api;
        this.basic = basic;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @throws GrantRefusedException when the endpoint refuses
     * @throws OutcomeUnknownException when no usable answer came: a refresh token may or may not be used up
     */
    public TokenResponse ask(Map<String, String> fields, Map<String, Secret> secrets) {
        Instant askedAt = clock.instant();
        try {
            return judge(
                    channel.ask(new AuxiliaryRequest("POST", path, SecretForm.of(fields, secrets), basic)), askedAt);
        } catch (AuxiliaryUnansweredException e) {
            throw OutcomeUnknownException.noAnswer(
                    api, "No answer from " + api + "'s token endpoint (" + e.getMessage() + ")", true, e);
        }
    }

    private TokenResponse judge(RawResponse answer, Instant askedAt) {
        JsonNode json = JsonFields.parse(answer.body()).orElseGet(MissingNode::getInstance);
        String told = api + "'s token endpoint answered with " + answer.status();
        if (answer.status() == 429) {
            throw new RateLimitedException(
                    api,
                    told,
                    answer.status(),
                    Limit.WINDOW,
                    answer.retryAfter().orElse(UNTOLD));
        }
        if (answer.status() >= 500) {
            throw OutcomeUnknownException.noAnswer(api, told, true, null);
        }
        if (!answer.isSuccess()) {
            String error = JsonFields.text(json, "error");
            throw new GrantRefusedException(api, answer.status(), error == null ? "" : error);
        }
        String access = JsonFields.text(json, "access_token");
        if (access == null) {
            throw OutcomeUnknownException.noAnswer(api, told + ", but without a token", true, null);
        }
        BigDecimal seconds = JsonFields.decimal(json, "expires_in");
        String refresh = JsonFields.text(json, "refresh_token");
        String scope = JsonFields.text(json, "scope");
        return new TokenResponse(
                Secret.of(access),
                askedAt.plus(lifetime(seconds)),
                refresh == null ? null : Secret.of(refresh),
                scope == null ? "" : scope);
    }

    /** Keeps the lifetime within what can be stored, whatever an answer says: a renewed token must never be lost. */
    static Duration lifetime(@Nullable BigDecimal seconds) {
        if (seconds == null) {
            return UNSAID;
        }
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(seconds.min(most).max(BigDecimal.ZERO).longValue());
    }
}
