package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.http.AnswerJson;
import org.harvestxero.http.Api;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefusedTokens;
import org.harvestxero.http.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what Xero's answer means: a response, or the exception that a caller has to deal with. Every message names the answer's
 * correlation id, for Xero's support.
 */
public final class XeroAnswerJudge {
    /** In the body of a 401 that no newer token would heal. */
    private static final String SCOPE_MISSING = "AuthorizationUnsuccessful";

    private final RefusedTokens refusedTokens;
    private final BelongingCheck belongingCheck;
    private final XeroGate gate;
    private final Duration waitWhenOffline;

    /** @param waitWhenOffline pause after a 503 that names none; Xero asks for at least five minutes */
    public XeroAnswerJudge(
            RefusedTokens refusedTokens, BelongingCheck belongingCheck, XeroGate gate, Duration waitWhenOffline) {
        this.refusedTokens = refusedTokens;
        this.belongingCheck = belongingCheck;
        this.gate = gate;
        this.waitWhenOffline = waitWhenOffline;
    }

    /** Whether the answer says that a newer token might be accepted. */
    static boolean refusesToken(RawResponse answer) {
        return answer.status() == 401 && !lacksScope(answer);
    }

    /**
     * A 304 and a 400 that names elements are answers like a 2xx: nothing changed since; a verdict on each element.
     *
     * @throws CallException for every other status, and for a body that isn't what was asked for
     */
    XeroResponse judge(XeroRequest request, RawResponse answer) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return success(request, answer);
        }
        if (status == 304) {
            return empty(answer);
        }
        if (status == 400 && !request.isRead()) {
            JsonNode verdicts = AnswerJson.of(answer);
            if (!JsonFields.field(verdicts, "Elements").isEmpty()) {
                return response(answer, verdicts);
            }
        }
        String told = "Xero answered " + request + " with " + status + correlation(answer);
        if (request.isForPayroll() && (status == 401 || status == 403)) {
            throw refused(told, answer); // all else of the organisation may well be open
        }
        throw failure(told, answer);
    }

    private CallException failure(String told, RawResponse answer) {
        int status = answer.status();
        return switch (status) {
            case 401 ->
                lacksScope(answer)
                        ? new ConsentException(
                                Api.XERO,
                                told + ": the connection lacks a right (scope) this call needs; connect again",
                                status)
                        : unauthorised(told);
            case 403 ->
                new ConsentException(
                        Api.XERO,
                        told
                                + ": this organisation is no longer connected, or is not the one that was chosen; connect again",
                        status);
            case 429 -> XeroGate.limited(answer);
            default ->
                status >= 500
                        ? OutcomeUnknownException.unavailable(Api.XERO, told, status, pauseAfter(answer))
                        : refused(told, answer);
        };
    }

    /** A new token refused now and then is trouble at Xero's end; once every new one is refused for minutes, consent is gone. */
    private CallException unauthorised(String told) {
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

    private static XeroResponse success(XeroRequest request, RawResponse answer) {
        boolean mayBeEmpty = answer.status() == 204 || request.method().equals("DELETE");
        if (mayBeEmpty && answer.body().isBlank()) {
            return empty(answer);
        }
        AnswerJson body = new AnswerJson(Api.XERO, request, answer, correlation(answer));
        return response(
                answer, request.expectedCollection().map(body::requiredWith).orElseGet(body::required));
    }

    private static XeroResponse response(RawResponse answer, JsonNode json) {
        return new XeroResponse(
                answer.status(), answer.body(), json, answer.serverDate(), answer.header("Xero-Correlation-Id"));
    }

    private static XeroResponse empty(RawResponse answer) {
        return response(
                new RawResponse(answer.status(), answer.headers(), "", answer.received()), MissingNode.getInstance());
    }

    private static RequestRefusedException refused(String told, RawResponse answer) {
        JsonNode json = AnswerJson.of(answer);
        String message = JsonFields.text(json, "Message");
        String detail = message != null ? message : JsonFields.text(json, "Detail");
        String payroll = payrollReason(json);
        String reason =
                !payroll.isEmpty() ? payroll : detail != null ? detail : json.isMissingNode() ? answer.plainText() : "";
        return new RequestRefusedException(
                Api.XERO, reason.isEmpty() ? told : told + ": " + reason, answer.status(), reason);
    }

    /** What payroll says of each field; empty for any other answer. */
    private static String payrollReason(JsonNode json) {
        JsonNode problem = JsonFields.field(json, "problem");
        List<String> reasons = new ArrayList<>();
        for (JsonNode field : JsonFields.field(problem, "invalidFields")) {
            String reason = JsonFields.text(field, "reason");
            if (reason != null) {
                reasons.add(reason);
            }
        }
        String detail = JsonFields.text(problem, "detail");
        return reasons.isEmpty() && detail != null ? detail : String.join(" ", reasons);
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
}
