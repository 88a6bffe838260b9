package org.harvestxero.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * The JSON of an answer that says the request was done. What can't be read may still have been done, so it comes out as
 * {@link OutcomeUnknownException}.
 *
 * @param trace what tells this answer from others, for messages: blank and brackets around it, or empty
 */
public record AnswerJson(Api api, ApiRequest request, RawResponse answer, String trace) {
    /** The answer's JSON; missing when it is none, or claims to be something else. */
    public static JsonNode of(RawResponse answer) {
        Optional<JsonNode> json = answer.claimsJson() ? JsonFields.parse(answer.body()) : Optional.empty();
        return json.orElseGet(MissingNode::getInstance);
    }

    /** @throws OutcomeUnknownException when it isn't JSON */
    public JsonNode required() {
        JsonNode json = of(answer);
        if (json.isMissingNode()) {
            throw OutcomeUnknownException.noAnswer(
                    api,
                    api + "'s answer (" + answer.status() + ") to " + request + " is no JSON but "
                            + answer.body().length() + " characters of " + answer.header("Content-Type") + trace);
        }
        return json;
    }

    /**
     * The answer's JSON, which holds a list under a name.
     *
     * @throws OutcomeUnknownException when it isn't JSON or holds no such list
     */
    public JsonNode requiredWith(String list) {
        JsonNode json = required();
        if (!JsonFields.field(json, list).isArray()) {
            throw OutcomeUnknownException.noAnswer(
                    api, api + "'s answer to " + request + " holds no list of " + list + trace);
        }
        return json;
    }
}
