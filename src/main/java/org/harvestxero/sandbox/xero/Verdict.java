package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What became of one element of a write.
 *
 * @param element the element as answered; without errors, warnings and status, which {@link #toJson} adds
 * @param errors empty when it was accepted
 */
record Verdict(ObjectNode element, List<String> errors, List<String> warnings) {

    static Verdict accepted(ObjectNode element) {
        return new Verdict(element, List.of(), List.of());
    }

    static Verdict rejected(ObjectNode element, String error) {
        return new Verdict(element, List.of(error), List.of());
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    ObjectNode toJson(boolean withStatus) {
        if (withStatus) {
            element.put("StatusAttributeString", failed() ? "ERROR" : warnings.isEmpty() ? "OK" : "WARNING");
        }
        putMessages("ValidationErrors", errors);
        putMessages("Warnings", warnings);
        return element;
    }

    private void putMessages(String field, List<String> messages) {
        if (!messages.isEmpty()) {
            ArrayNode list = element.putArray(field);
            messages.forEach(message -> list.add(Json.message(message)));
        }
    }
}
