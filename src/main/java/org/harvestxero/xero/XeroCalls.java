package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.harvestxero.http.HttpDates;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.Leave;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefusedTokens;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.http.Tokens;
import org.jspecify.annotations.Nullable;

/** The steps of one call to Xero that aren't sending: writing the request, judging the answer. Named by the route xero-call. */
public final class XeroCalls {
    private static final String CALL = "xeroCall";
    private static final String SCOPE_MISSING = "AuthorizationUnsuccessful";

    private final Tokens tokens;
    private final Supplier<Optional<String>> tenantId;
    private final BelongingCheck belongingCheck;
    private final Leave leave;
    private final OrganisationLookup whose;
    private final AuthorizationVault authorizationVault;
    private final XeroGate gate;
    private final RefusedTokens refusedTokens = new RefusedTokens();
    private final CallTimes times;
    private final Clock clock;
    private final Duration waitWhenOffline;

    /**
     * @param tenantId the organisation's id, empty where the token alone says it
     * @param whose asks which organisation that is, where it must be known first
     * @param waitWhenOffline pause after a 503 that names none; Xero asks for at least five minutes
     */
    public XeroCalls(
            Tokens tokens,
            Supplier<Optional<String>> tenantId,
            BelongingCheck belongingCheck,
            Leave leave,
            OrganisationLookup whose,
            AuthorizationVault authorizationVault,
            XeroGate gate,
            CallTimes times,
            Clock clock,
            Duration waitWhenOffline) {
        this.times = times;
        this.tokens = tokens;
        this.tenantId = tenantId;
        this.belongingCheck = belongingCheck;
        this.leave = leave;
        this.whose = whose;
        this.authorizationVault = authorizationVault;
        this.gate = gate;
        this.clock = clock;
        this.waitWhenOffline = waitWhenOffline;
    }

    /** One call under way. */
    private static final class Call {
        final XeroRequest request;

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

        Call(XeroRequest request) {
            this.request = request;
        }
    }

    /**
     * Takes the request from the body, and from the headers whether a person waits for it. Nothing is asked of an organisation
     * before it is known to be the one the links belong to.
     */
    public void begin(Exchange exchange) {
        Message message = exchange.getMessage();
        Call call = new Call(message.getBody(XeroRequest.class));
        String tenant = tenantId.get().orElse(null);
        if (!call.request.isForOrganisation() && belongingCheck.mustAskXero(tenant)) {
            met(tenant, askWhose(tenant));
        }
        exchange.setProperty(CALL, call);
        exchange.setProperty(XeroGate.FOR_PERSON, message.getHeader(XeroGate.FOR_PERSON, false, Boolean.class));
    }

    /** Turns the request into what camel-http sends; every other header goes. */
    public void prepare(Exchange exchange) {
        Call call = call(exchange);
        XeroRequest request = call.request;
        AccessToken token = tokens.current();
        call.token = token;
        call.answer = null;
        call.began = System.nanoTime();
        leave.check(Api.XERO, !request.isRead());
        call.caller = CallersMessage.of(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, Query.encode(request.query()));
        }
        message.setHeader("Accept", "application/json");
        tenantId.get().ifPresent(id -> message.setHeader("xero-tenant-id", id));
        String key = request.idempotencyKey();
        if (key != null) {
            message.setHeader("Idempotency-Key", key);
        }
        Instant since = request.ifModifiedSince();
        if (since != null) {
            message.setHeader("If-Modified-Since", HttpDates.toSeconds(since));
        }
        setBody(message, request);
        call.ticket = authorizationVault.issue(token.bearer());
        message.setHeader(AuthorizationVault.TICKET, call.ticket);
    }

    private static void setBody(Message message, XeroRequest request) {
        XeroRequest.Attachment attachment = request.attachment();
        String body = request.body();
        if (attachment != null) {
            message.setHeader(Exchange.CONTENT_TYPE, attachment.contentType());
            message.setBody(attachment.bytes());
        } else if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
            message.setBody(body.getBytes(StandardCharsets.UTF_8));
        } else {
            message.setBody(null);
        }
    }

    /** Reads the answer to its end and takes its headers off the message. */
    public void receive(Exchange exchange) throws IOException {
        RawResponse answer = RawResponse.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        call(exchange).answer = answer;
        gate.learn(answer);
    }

    /** Says that no answer came. */
    public void noAnswer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw OutcomeUnknownException.noAnswer(
                Api.XERO,
                "No answer from Xero to " + call(exchange).request + " (" + ConnectFailures.inWords(failure) + ")",
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
     * True up to twice per call: when Xero no longer takes the token. The call is repeated with whatever is newest then, which may
     * have run out between two calls as well.
     */
    public boolean tokenRefused(Exchange exchange) {
        Call call = call(exchange);
        RawResponse answer = call.answer;
        AccessToken token = call.token;
        if (answer == null || token == null) {
            return false;
        }
        if (answer.status() != 401 || lacksScope(answer)) {
            refusedTokens.worked();
            return false;
        }
        refusedTokens.refused(token);
        tokens.refused(token);
        return call.repeated++ < RefusedTokens.TRIES_AGAIN;
    }

    /** Puts Xero's answer into the body, or throws what stands in its place. */
    public void judge(Exchange exchange) {
        Call call = call(exchange);
        RawResponse answer = call.answer;
        if (answer == null) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, "No answer from Xero to " + call.request);
        }
        XeroResponse judged = judge(call.request, answer);
        if (call.request.isForOrganisation()) {
            met(tenantId.get().orElse(null), judged);
        }
        exchange.getMessage().setBody(judged);
    }

    /** What goes wrong here is no verdict on the request, which was never sent. */
    private XeroResponse askWhose(@Nullable String tenant) {
        try {
            return askOrganisation(tenant);
        } catch (OutcomeUnknownException | RequestRefusedException e) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, String.valueOf(e.getMessage()), true, e);
        }
    }

    private XeroResponse askOrganisation(@Nullable String tenant) {
        XeroRequest request = XeroRequest.get("/Organisation");
        for (int tries = 0; ; tries++) {
            AccessToken token = tokens.current();
            RawResponse answer = whose.ask(token, tenant);
            if (answer.status() != 401 || lacksScope(answer)) {
                refusedTokens.worked();
                return judge(request, answer);
            }
            refusedTokens.refused(token);
            tokens.refused(token);
            if (tries == RefusedTokens.TRIES_AGAIN) {
                return judge(request, answer);
            }
        }
    }

    private void met(@Nullable String tenant, XeroResponse answer) {
        JsonNode organisation = JsonFields.field(answer.json(), "Organisations").path(0);
        String id = JsonFields.text(organisation, "OrganisationID");
        if (id != null) {
            belongingCheck.metXero(tenant, id, JsonFields.text(organisation, "Name"));
        }
    }

    private XeroResponse judge(XeroRequest request, RawResponse answer) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return success(request, answer);
        }
        String told = "Xero answered " + request + " with " + status + correlation(answer);
        switch (status) {
            case 304:
                return empty(answer);
            case 400:
                JsonNode refusal = json(answer);
                if (!request.isRead() && !JsonFields.field(refusal, "Elements").isEmpty()) {
                    return of(answer, refusal);
                }
                throw refused(told, answer);
            case 401:
                throw lacksScope(answer)
                        ? new ConsentException(
                                Api.XERO,
                                told + ": the connection lacks a right (scope) this call needs; connect again",
                                status)
                        : unauthorised(told);
            case 403:
                throw new ConsentException(
                        Api.XERO,
                        told
                                + ": this organisation is no longer connected, or is not the one that was chosen; connect again",
                        status);
            case 429:
                throw XeroGate.limited(answer);
            default:
                if (status >= 500) {
                    throw OutcomeUnknownException.unavailable(Api.XERO, told, status, pauseAfter(answer));
                }
                throw refused(told, answer);
        }
    }

    /** New tokens that are refused for a moment are trouble at Xero's; for minutes on end, they mean that consent died. */
    private RuntimeException unauthorised(String told) {
        Optional<Duration> dead = refusedTokens.deadFor();
        if (dead.isPresent()) {
            belongingCheck.forget();
            return new ConsentException(
                    Api.XERO,
                    told + ", and every new token was refused for " + dead.get().toMinutes()
                            + " minutes; connect again");
        }
        String why = told + ", also with new tokens; it is tried again";
        gate.park(RefusedTokens.PAUSE, why);
        return OutcomeUnknownException.noAnswer(Api.XERO, why, true, null);
    }

    private XeroResponse success(XeroRequest request, RawResponse answer) {
        boolean mayBeEmpty = answer.status() == 204 || request.method().equals("DELETE");
        if (mayBeEmpty && answer.body().isBlank()) {
            return empty(answer);
        }
        JsonNode json = json(answer);
        if (json.isMissingNode()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO,
                    "Xero's answer (" + answer.status() + ") to " + request
                            + " is no JSON but " + answer.body().length() + " characters of "
                            + answer.header("Content-Type") + correlation(answer));
        }
        Optional<String> expected = request.expectedCollection();
        if (expected.isPresent() && !JsonFields.field(json, expected.get()).isArray()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO,
                    "Xero's answer to " + request + " holds no list of " + expected.get() + correlation(answer));
        }
        return of(answer, json);
    }

    private static JsonNode json(RawResponse answer) {
        Optional<JsonNode> json = answer.claimsJson() ? JsonFields.parse(answer.body()) : Optional.empty();
        return json.orElseGet(MissingNode::getInstance);
    }

    private static XeroResponse of(RawResponse answer, JsonNode json) {
        return new XeroResponse(
                answer.status(), answer.body(), json, answer.serverDate(), answer.header("Xero-Correlation-Id"));
    }

    private static XeroResponse empty(RawResponse answer) {
        return of(new RawResponse(answer.status(), answer.headers(), "", answer.received()), MissingNode.getInstance());
    }

    private static RequestRefusedException refused(String told, RawResponse answer) {
        JsonNode json = json(answer);
        String message = JsonFields.text(json, "Message");
        String detail = message != null ? message : JsonFields.text(json, "Detail");
        String reason = detail != null ? detail : json.isMissingNode() ? answer.plainText() : "";
        return new RequestRefusedException(
                Api.XERO, reason.isEmpty() ? told : told + ": " + reason, answer.status(), reason);
    }

    private @Nullable Duration pauseAfter(RawResponse answer) {
        Duration asked = answer.retryAfter().orElse(null);
        return asked == null && answer.status() == 503 ? waitWhenOffline : asked;
    }

    private static boolean lacksScope(RawResponse answer) {
        String challenge = answer.header("WWW-Authenticate");
        boolean scopeNamed =
                challenge != null && challenge.toLowerCase(Locale.ROOT).contains("scope");
        return scopeNamed || answer.body().contains(SCOPE_MISSING);
    }

    private static String correlation(RawResponse answer) {
        String id = answer.header("Xero-Correlation-Id");
        return id == null ? "" : " (correlation " + id + ")";
    }

    private static Call call(Exchange exchange) {
        Call call = exchange.getProperty(CALL, Call.class);
        if (call == null) {
            throw new IllegalStateException("No call to Xero is under way");
        }
        return call;
    }
}
