package org.harvestxero.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call to an API that aren't sending: writing the request, trying again with a newer token, judging the answer.
 * Route template {@code call} in {@code routes/connectors/templates.camel.yaml} names them in their order; a subclass says what is
 * one side's own.
 *
 * @param <Q> what is asked
 * @param <R> what a good answer becomes
 */
public abstract class ApiCalls<Q extends ApiRequest, R> {
    private final Api api;
    private final Class<Q> requestType;
    private final ApiAccess access;
    /** The exchange property that holds the call; a call to one side may be made while one to the other is under way. */
    private final String property;

    protected ApiCalls(Api api, Class<Q> requestType, ApiAccess access) {
        this.api = api;
        this.requestType = requestType;
        this.access = access;
        this.property = api.name().toLowerCase(Locale.ROOT) + "Call";
    }

    /** One call under way, with all its attempts. */
    private static final class Call<Q> {
        final Q request;

        @Nullable
        AccessToken token;

        @Nullable
        RawResponse answer;

        @Nullable
        String ticket;

        @Nullable
        CallersMessage caller;

        boolean sent;

        int repeated;
        long began;

        Call(Q request) {
            this.request = request;
        }
    }

    /** Holds whom the credentials open against those the links belong to, before anything is asked of them. */
    protected abstract void checkBelonging(Q request);

    /** Marks the exchange for the rate limiter, which comes next; before the first attempt and before each further one. */
    protected abstract void chooseLimit(Exchange exchange, Q request);

    /** Sets the headers that are one side's own. */
    protected abstract void setHeaders(Message message, Q request);

    /** Learns from an answer what it says about the limits. */
    protected abstract void learn(Exchange exchange, RawResponse answer);

    /** Whether the answer says that a newer token might be accepted. */
    protected abstract boolean refusesToken(RawResponse answer);

    /**
     * What a caller gets for the answer.
     *
     * @throws CallException in place of an answer that is no good
     */
    protected abstract R respond(Q request, RawResponse answer);

    /** Takes the request from the body. Nothing is asked of anyone but those the links belong to. */
    public final void begin(Exchange exchange) {
        Call<Q> call = new Call<>(exchange.getMessage().getBody(requestType));
        checkBelonging(call.request);
        exchange.setProperty(property, call);
        chooseLimit(exchange, call.request);
    }

    /** True until there is an answer to judge: before the first attempt, and again while {@link #tokenRefused} says so. */
    public final boolean mustSend(Exchange exchange) {
        Call<Q> call = call(exchange);
        boolean first = !call.sent;
        call.sent = true;
        return first || tokenRefused(exchange);
    }

    /**
     * True when the token was not accepted, at most twice per call: the call is repeated with whichever is newest then, and that one
     * may have expired meanwhile as well.
     */
    public final boolean tokenRefused(Exchange exchange) {
        Call<Q> call = call(exchange);
        RawResponse answer = call.answer;
        AccessToken token = call.token;
        if (answer == null || token == null) {
            return false;
        }
        if (!refusesToken(answer)) {
            access.tokenWorked();
            return false;
        }
        access.tokenRefused(token);
        chooseLimit(exchange, call.request);
        return call.repeated++ < RefusedTokens.TRIES_AGAIN;
    }

    /** Turns the request into what camel-http sends; every other header goes. */
    public final void prepare(Exchange exchange) {
        Call<Q> call = call(exchange);
        Q request = call.request;
        AccessToken token = access.tokens().current();
        call.token = token;
        call.answer = null;
        call.began = System.nanoTime();
        access.leave().check(api, !request.isRead());
        call.caller = CallersMessage.of(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, Query.encode(request.query()));
        }
        message.setHeader("Accept", "application/json");
        setHeaders(message, request);
        setBody(message, request);
        call.ticket = access.vault().issue(token.bearer());
        message.setHeader(AuthorizationVault.TICKET, call.ticket);
    }

    /** Sets the body with its content type: JSON, or nothing at all. */
    protected void setBody(Message message, Q request) {
        String body = request.body();
        if (body == null) {
            message.setBody(null);
            return;
        }
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the answer to its end and takes its headers off the message. */
    public final void receive(Exchange exchange) throws IOException {
        RawResponse answer = RawResponse.of(exchange.getMessage(), access.clock());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        call(exchange).answer = answer;
        learn(exchange, answer);
    }

    /** Throws what stands for an answer that never came. */
    public final void noAnswer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw OutcomeUnknownException.noAnswer(
                api,
                "No answer from " + api + " to " + call(exchange).request + " (" + ConnectFailures.inWords(failure)
                        + ")",
                ConnectFailures.neverMade(failure),
                failure);
    }

    /** Clears up after an attempt, however it went; the caller's message is as it was. */
    public final void end(Exchange exchange) {
        Call<Q> call = call(exchange);
        CallersMessage caller = call.caller;
        if (caller != null) {
            caller.putBack(exchange);
            call.caller = null;
        }
        String ticket = call.ticket;
        if (ticket != null) {
            access.vault().forget(ticket);
            access.times().ended(System.nanoTime() - call.began, call.answer);
        }
    }

    /** Puts what a caller gets into the body, or throws what stands in its place. */
    public final void judge(Exchange exchange) {
        Call<Q> call = call(exchange);
        RawResponse answer = call.answer;
        if (answer == null) {
            throw OutcomeUnknownException.noAnswer(api, "No answer from " + api + " to " + call.request);
        }
        exchange.getMessage().setBody(respond(call.request, answer));
    }

    @SuppressWarnings("unchecked")
    private Call<Q> call(Exchange exchange) {
        Call<Q> call = exchange.getProperty(property, Call.class);
        if (call == null) {
            throw new IllegalStateException("No call to " + api + " is under way");
        }
        return call;
    }
}
