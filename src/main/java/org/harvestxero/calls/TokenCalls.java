package org.harvestxero.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a token endpoint, through the route that sends them. Secrets travel as {@link SecretForm} and by ticket, the
 * tokens that come back are taken off the message at once.
 */
public final class TokenCalls {
    private static final String ANSWER = "tokenAnswer";
    private static final String TICKET = "tokenTicket";
    private static final String ASKED_AT = "tokenAskedAt";

    private final CamelContext context;
    private final String route;
    private final Failures failures;
    private final Authorizations authorizations;
    private final @Nullable Secret basic;
    private final Clock clock;

    /**
     * @param route endpoint of the route that sends, such as {@code direct:xero-token}
     * @param basic value of the {@code Authorization} header, null where the form carries the client's secret
     */
    public TokenCalls(
            CamelContext context,
            String route,
            Failures failures,
            Authorizations authorizations,
            @Nullable Secret basic,
            Clock clock) {
        this.context = context;
        this.route = route;
        this.failures = failures;
        this.authorizations = authorizations;
        this.basic = basic;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @throws GrantRefusedException when the endpoint refuses
     * @throws NoAnswerException when no answer came: a refresh token may or may not be used up
     * @throws UnavailableException when the endpoint fails
     */
    public TokenAnswer ask(Map<String, String> fields, Map<String, Secret> secrets) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done =
                    template.request(route, exchange -> exchange.getMessage().setBody(SecretForm.of(fields, secrets)));
            Exception failure = done.getException();
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure != null) {
                throw failures.noAnswer("No answer from " + failures.side() + "'s token endpoint", false, failure);
            }
            return done.getMessage().getBody(TokenAnswer.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes the request; the form is the body. */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader("Accept", "application/json");
        exchange.setProperty(ASKED_AT, clock.instant());
        if (basic != null) {
            String ticket = authorizations.issue(basic);
            exchange.setProperty(TICKET, ticket);
            message.setHeader(Authorizations.TICKET, ticket);
        }
    }

    /** Reads the answer to its end and takes it off the message. */
    public void receive(Exchange exchange) {
        RawAnswer answer = RawAnswer.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        exchange.setProperty(ANSWER, answer);
    }

    /** Says that no answer came. */
    public void noAnswer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw failures.noAnswer(
                "No answer from " + failures.side() + "'s token endpoint (" + Connecting.inWords(failure) + ")",
                Connecting.neverMade(failure),
                failure);
    }

    /** Clears up after an attempt, however it went. */
    public void end(Exchange exchange) {
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            authorizations.forget(ticket);
        }
    }

    /** Puts the tokens into the body, or throws why there are none. */
    public void judge(Exchange exchange) {
        RawAnswer answer = exchange.getProperty(ANSWER, RawAnswer.class);
        exchange.removeProperty(ANSWER);
        Instant askedAt = exchange.getProperty(ASKED_AT, Instant.class);
        exchange.getMessage().setBody(judge(answer, askedAt));
    }

    private TokenAnswer judge(RawAnswer answer, Instant askedAt) {
        JsonNode json = Json.parse(answer.body()).orElseGet(MissingNode::getInstance);
        String told = failures.side() + "'s token endpoint answered with " + answer.status();
        if (answer.status() == 429) {
            throw failures.rateLimited(
                    told, Limit.WINDOW, answer.retryAfter().orElse(java.time.Duration.ofSeconds(60)));
        }
        if (answer.status() >= 500) {
            throw failures.unavailable(
                    told, answer.status(), answer.retryAfter().orElse(null));
        }
        if (!answer.isSuccess()) {
            String error = Json.text(json, "error");
            throw new GrantRefusedException(failures.side(), answer.status(), error == null ? "" : error);
        }
        String access = Json.text(json, "access_token");
        if (access == null) {
            throw failures.noAnswer(told + ", but without a token", false, null);
        }
        BigDecimal seconds = Json.decimal(json, "expires_in");
        String refresh = Json.text(json, "refresh_token");
        String scope = Json.text(json, "scope");
        return new TokenAnswer(
                Secret.of(access),
                seconds == null ? Instant.MAX : askedAt.plusSeconds(seconds.longValue()),
                refresh == null ? null : Secret.of(refresh),
                scope == null ? "" : scope);
    }
}
