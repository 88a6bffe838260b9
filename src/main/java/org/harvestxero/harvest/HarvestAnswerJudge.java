package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.stream.Stream;
import org.harvestxero.http.AnswerJson;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefusedTokens;
import org.harvestxero.http.RequestRefusedException;

/** Tells what Harvest's answer means: a response, or the exception that a caller has to deal with. */
final class HarvestAnswerJudge {
    private final ApiAccess access;
    private final HarvestGate gate;

    HarvestAnswerJudge(ApiAccess access, HarvestGate gate) {
        this.access = access;
        this.gate = gate;
    }

    /** @throws CallException for every status outside 2xx, and for a body that isn't what was asked for */
    HarvestResponse judge(HarvestRequest request, RawResponse answer) {
        if (answer.isSuccess()) {
            return success(request, answer);
        }
        String told = "Harvest answered " + request + " with " + answer.status();
        throw switch (answer.status()) {
            case 401 -> unauthorised(told);
            case 403 ->
                new ConsentException(
                        Api.HARVEST,
                        told + ": the person the token belongs to lacks the right; use an administrator's token",
                        403);
            case 429 -> HarvestGate.limited(answer);
            default ->
                answer.status() >= 500
                        ? OutcomeUnknownException.unavailable(
                                Api.HARVEST,
                                told,
                                answer.status(),
                                answer.retryAfter().orElse(null))
                        : refused(told, answer);
        };
    }

    private static HarvestResponse success(HarvestRequest request, RawResponse answer) {
        AnswerJson body = new AnswerJson(Api.HARVEST, request, answer, "");
        boolean mayBeEmpty = request.method().equals("DELETE") && answer.body().isBlank();
        JsonNode json = request.expectedArray()
                .map(body::requiredWith)
                .orElseGet(() -> mayBeEmpty ? AnswerJson.of(answer) : body.required());
        return new HarvestResponse(answer.status(), answer.body(), json, answer.serverDate());
    }

    /** A new token refused now and then is trouble at Harvest's end; once every new one is refused for minutes, consent is gone. */
    private CallException unauthorised(String told) {
        if (access.tokens().canRenew() && access.refusedTokens().deadFor().isEmpty()) {
            String why = told + ", also with new tokens; it is tried again";
            gate.park(RefusedTokens.PAUSE, why);
            return OutcomeUnknownException.noAnswer(Api.HARVEST, why, true, null);
        }
        return new ConsentException(
                Api.HARVEST,
                told
                        + ": the token is expired or revoked; make a new one at Harvest's developers page, or connect again",
                401);
    }

    private static RequestRefusedException refused(String told, RawResponse answer) {
        String reason = reason(answer);
        return new RequestRefusedException(
                Api.HARVEST, reason.isEmpty() ? told : told + ": " + reason, answer.status(), reason);
    }

    /** The first of the fields that Harvest uses for words, else the plain text. */
    private static String reason(RawResponse answer) {
        JsonNode json = AnswerJson.of(answer);
        return Stream.of("message", "error_description", "error")
                .map(field -> JsonFields.text(json, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> json.isMissingNode() ? answer.plainText() : "");
    }
}
