package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends a request early with a ready answer; nothing has been stored when it is thrown. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Refusal(String message, Answer answer) {
        super(message, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** 404 as text, which is how Xero says that an id is unknown. */
    static Refusal notFound() {
        String text = "The resource you're looking for cannot be found";
        return new Refusal(text, Answer.text(404, text));
    }

    /** 400 with error number 17: the body could not be read; only a message, no elements. */
    static Refusal malformed(String message) {
        return new Refusal(message, Answer.tree(400, error(17, "PostDataInvalidException", message)));
    }

    /** 400 with error number 16: a filter or order that cannot be understood. */
    static Refusal badQuery(String message) {
        return new Refusal(message, Answer.tree(400, error(16, "QueryParseException", message)));
    }

    /** 400 with error number 10 and one element that carries only the message. */
    static Refusal invalid(String message) {
        return new Refusal(message, Answer.invalid(message));
    }

    /** 500, Xero's answer to some bodies it does not expect. */
    static Refusal internalError() {
        return new Refusal("internal error", Answer.internalError());
    }

    static Refusal of(Answer answer) {
        return new Refusal("status " + answer.status(), answer);
    }

    static ObjectNode error(int number, String type, String message) {
        return Json.object().put("ErrorNumber", number).put("Type", type).put("Message", message);
    }
}
