package org.harvestxero.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.harvestxero.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a token endpoint. Whatever goes wrong here, the call that wanted the token was never sent, and the exceptions
 * say so.
 */
public final class TokenCalls {
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private final SideChannel channel;
    private final String path;
    /** Of a token that says none (the field is only recommended): less than either side gives. */
    private static final Duration UNSAID = Duration.ofMinutes(20);

    private static final Duration LONGEST = Duration.ofDays(400);

    private final Failures failures;
    private final @Nullable Secret basic;
    private final Clock clock;

    /**
     * @param path of the token endpoint below the channel's address
     * @param basic value of the {@code Authorization} header, null where the form carries the client's secret
     */
    public TokenCalls(SideChannel channel, String path, Failures failures, @Nullable Secret basic, Clock clock) {
        this.channel = channel;
        this.path = path;
        this.failures = failures;
        this.basic = basic;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @throws GrantRefusedException when the endpoint refuses
     * @throws NoAnswerException when no usable answer came: a refresh token may or may not be used up
     */
    public TokenAnswer ask(Map<String, String> fields, Map<String, Secret> secrets) {
        Instant askedAt = clock.instant();
        try {
            return judge(channel.ask(new SideRequest("POST", path, SecretForm.of(fields, secrets), basic)), askedAt);
        } catch (SideUnansweredException e) {
            throw failures.noAnswer(
                    "No answer from " + failures.side() + "'s token endpoint (" + e.getMessage() + ")", true, e);
        }
    }

    private TokenAnswer judge(RawAnswer answer, Instant askedAt) {
        JsonNode json = Json.parse(answer.body()).orElseGet(MissingNode::getInstance);
        String told = failures.side() + "'s token endpoint answered with " + answer.status();
        if (answer.status() == 429) {
            throw failures.rateLimited(told, Limit.WINDOW, answer.retryAfter().orElse(UNTOLD));
        }
        if (answer.status() >= 500) {
            throw failures.noAnswer(told, true, null);
        }
        if (!answer.isSuccess()) {
            String error = Json.text(json, "error");
            throw new GrantRefusedException(failures.side(), answer.status(), error == null ? "" : error);
        }
        String access = Json.text(json, "access_token");
        if (access == null) {
            throw failures.noAnswer(told + ", but without a token", true, null);
        }
        BigDecimal seconds = Json.decimal(json, "expires_in");
        String refresh = Json.text(json, "refresh_token");
        String scope = Json.text(json, "scope");
        return new TokenAnswer(
                Secret.of(access),
                askedAt.plus(lifetime(seconds)),
                refresh == null ? null : Secret.of(refresh),
                scope == null ? "" : scope);
    }

    /** Within bounds that can be stored, whatever an answer says: a renewed token must never be lost. */
    static Duration lifetime(@Nullable BigDecimal seconds) {
        if (seconds == null) {
            return UNSAID;
        }
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(seconds.min(most).max(BigDecimal.ZERO).longValue());
    }
}
