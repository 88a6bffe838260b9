package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.CallTimes;
import org.harvestxero.http.CallersMessage;
import org.harvestxero.http.ConnectFailures;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.Leave;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefusedTokens;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.http.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call to Harvest that aren't sending: writing the request, judging the answer. Named by the route
 * harvest-call.
 */
public final class HarvestCalls {
    private static final String CALL = "harvestCall";

    private final Tokens tokens;
    private final Supplier<String> accountId;
    private final BelongingCheck belongingCheck;
    private final Leave leave;
    private final AuthorizationVault authorizationVault;
    private final HarvestGate gate;
    private final RefusedTokens refusedTokens = new RefusedTokens();
    private final CallTimes times;
    private final Clock clock;

    public HarvestCalls(
            Tokens tokens,
            Supplier<String> accountId,
            BelongingCheck belongingCheck,
            Leave leave,
            AuthorizationVault authorizationVault,
            HarvestGate gate,
            CallTimes times,
            Clock clock) {
        this.times = times;
        this.tokens = tokens;
        this.accountId = accountId;
        this.belongingCheck = belongingCheck;
        this.leave = leave;
        this.authorizationVault = authorizationVault;
        this.gate = gate;
        this.clock = clock;
    }

    private static final class Call {
        final HarvestRequest request;

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

        Call(HarvestRequest request) {
            this.request = request;
        }
    }

    /** Takes the request from the body. Nothing is asked of another account than the one the links belong to. */
    public void begin(Exchange exchange) {
        Call call = new Call(exchange.getMessage().getBody(HarvestRequest.class));
        belongingCheck.checkHarvest(accountId.get());
        exchange.setProperty(CALL, call);
        HarvestGate.choose(exchange, call.request);
    }

    /** Turns the request into what camel-http sends; every other header goes. */
    public void prepare(Exchange exchange) {
        Call call = call(exchange);
        HarvestRequest request = call.request;
        AccessToken token = tokens.current();
        call.token = token;
        call.answer = null;
        call.began = System.nanoTime();
        leave.check(Api.HARVEST, !request.isRead());
        call.caller = CallersMessage.of(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, Query.encode(request.query()));
        }
        message.setHeader("Accept", "application/json");
        message.setHeader("Harvest-Account-Id", accountId.get());
        String body = request.body();
        if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
            message.setBody(body.getBytes(StandardCharsets.UTF_8));
        } else {
            message.setBody(null);
        }
        call.ticket = authorizationVault.issue(token.bearer());
        message.setHeader(AuthorizationVault.TICKET, call.ticket);
    }

    /** Reads the answer to its end and takes its headers off the message. */
    public void receive(Exchange exchange) throws IOException {
        RawResponse answer = RawResponse.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        call(exchange).answer = answer;
        gate.learn(exchange, answer);
    }

    /** Says that no answer came. */
    public void noAnswer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw OutcomeUnknownException.noAnswer(
                Api.HARVEST,
                "No answer from Harvest to " + call(exchange).request + " (" + ConnectFailures.inWords(failure) + ")",
                ConnectFailures.neverMade(failure),
                failure);
    }

    /** Clears up after an attempt, however it went; the caller's message is as it was. */
    public void end(Exchange exchange) {
        Call call = call(exchange);
        CallersMessage caller = call.caller;
        if (caller != null) {
            caller.putBack(exchange);
            call.caller = null;
        }
        String ticket = call.ticket;
        if (ticket != null) {
            authorizationVault.forget(ticket);
            times.ended(System.nanoTime() - call.began, call.answer);
        }
    }

    /** True until there is an answer to judge: before the first attempt, and once more as {@link #tokenRefused} says. */
    public boolean mustSend(Exchange exchange) {
        Call call = call(exchange);
        boolean first = !call.sent;
        call.sent = true;
        return first || tokenRefused(exchange);
    }

    /**
     * True up to twice per call: when Harvest no longer takes the token. The call is repeated with whatever is newest then, which may
     * have run out between two calls as well.
     */
    public boolean tokenRefused(Exchange exchange) {
        Call call = call(exchange);
        RawResponse answer = call.answer;
        AccessToken token = call.token;
        if (answer == null || token == null) {
            return false;
        }
        if (answer.status() != 401 || !tokens.canRenew()) {
            refusedTokens.worked();
            return false;
        }
        refusedTokens.refused(token);
        tokens.refused(token);
        HarvestGate.choose(exchange, call.request);
        return call.repeated++ < RefusedTokens.TRIES_AGAIN;
    }

    /** Puts Harvest's answer into the body, or throws what stands in its place. */
    public void judge(Exchange exchange) {
        Call call = call(exchange);
        RawResponse answer = call.answer;
        if (answer == null) {
            throw OutcomeUnknownException.noAnswer(Api.HARVEST, "No answer from Harvest to " + call.request);
        }
        HarvestResponse judged = judge(call.request, answer);
        belongingCheck.metHarvest(accountId.get());
        exchange.getMessage().setBody(judged);
    }

    private HarvestResponse judge(HarvestRequest request, RawResponse answer) {
        if (answer.isSuccess()) {
            return success(request, answer);
        }
        String told = "Harvest answered " + request + " with " + answer.status();
        switch (answer.status()) {
            case 401:
                if (tokens.canRenew() && refusedTokens.deadFor().isEmpty()) {
                    String why = told + ", also with new tokens; it is tried again";
                    gate.park(RefusedTokens.PAUSE, why);
                    throw OutcomeUnknownException.noAnswer(Api.HARVEST, why, true, null);
                }
                throw new ConsentException(
                        Api.HARVEST,
                        told
                                + ": the token is expired or revoked; make a new one at Harvest's developers page, or connect again",
                        answer.status());
            case 403:
                throw new ConsentException(
                        Api.HARVEST,
                        told + ": the person the token belongs to lacks the right; use an administrator's token",
                        answer.status());
            case 429:
                throw HarvestGate.limited(answer);
            default:
                if (answer.status() >= 500) {
                    throw OutcomeUnknownException.unavailable(
                            Api.HARVEST,
                            told,
                            answer.status(),
                            answer.retryAfter().orElse(null));
                }
                String reason = reason(answer);
                throw new RequestRefusedException(
                        Api.HARVEST, reason.isEmpty() ? told : told + ": " + reason, answer.status(), reason);
        }
    }

    private static HarvestResponse success(HarvestRequest request, RawResponse answer) {
        JsonNode json = json(answer);
        boolean mayBeEmpty = request.method().equals("DELETE");
        if (json.isMissingNode() && !(mayBeEmpty && answer.body().isBlank())) {
            throw OutcomeUnknownException.noAnswer(
                    Api.HARVEST,
                    "Harvest's answer (" + answer.status() + ") to " + request + " is no JSON but "
                            + answer.body().length() + " characters of " + answer.header("Content-Type"));
        }
        Optional<String> expected = request.expectedArray();
        if (expected.isPresent() && !JsonFields.field(json, expected.get()).isArray()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.HARVEST, "Harvest's answer to " + request + " holds no list of " + expected.get());
        }
        return new HarvestResponse(answer.status(), answer.body(), json, answer.serverDate());
    }

    /** The first of the fields that Harvest uses for words, else the plain text. */
    private static String reason(RawResponse answer) {
        JsonNode json = json(answer);
        return Stream.of("message", "error_description", "error")
                .map(field -> JsonFields.text(json, field))
                .filter(text -> text != null)
                .findFirst()
                .orElseGet(() -> json.isMissingNode() ? answer.plainText() : "");
    }

    private static JsonNode json(RawResponse answer) {
        Optional<JsonNode> json = answer.claimsJson() ? JsonFields.parse(answer.body()) : Optional.empty();
        return json.orElseGet(MissingNode::getInstance);
    }

    private static Call call(Exchange exchange) {
        Call call = exchange.getProperty(CALL, Call.class);
        if (call == null) {
            throw new IllegalStateException("No call to Harvest is under way");
        }
        return call;
    }
}
