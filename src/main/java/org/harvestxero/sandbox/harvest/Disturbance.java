package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What faults do to answers. */
final class Disturbance {
    private static final String HTML_PAGE =
            "<!DOCTYPE html><html><head><title>Harvest</title></head><body>Sorry</body></html>";

    private Disturbance() {}

    /** The answer given instead of doing anything; null to go on. */
    static @Nullable Reply instead(Fault fault) {
        return switch (fault.kind()) {
            case TOO_MANY_REQUESTS ->
                tooMany()
                        .with(
                                "Retry-After",
                                Long.toString(Math.max(1, fault.duration().toSeconds())));
            case TOO_MANY_REQUESTS_UNTIMED -> tooMany();
            case TOO_MANY_REQUESTS_HTML -> Reply.html(429, "");
            case ERROR_500_BEFORE_COMMIT -> failure(500);
            case ERROR_502_BEFORE_COMMIT -> failure(502);
            case ERROR_503_BEFORE_COMMIT -> failure(503);
            case NOT_FOUND_HTML -> Reply.html(404, Reply.NO_SUCH_PAGE);
            case EXPIRED_TOKEN -> HarvestProblem.invalidToken().reply();
            case FORBIDDEN -> HarvestProblem.forbidden().reply();
            default -> null;
        };
    }

    static Reply tooMany() {
        return Reply.json(429, out -> out.text("message", "Too many requests"));
    }

    private static Reply failure(int status) {
        return Reply.html(status, HTML_PAGE);
    }

    /** The answer as it arrives after everything was done. */
    static Reply afterwards(Fault fault, Reply reply) {
        return switch (fault.kind()) {
            case ERROR_500_AFTER_COMMIT -> failure(500);
            case ERROR_502_AFTER_COMMIT -> failure(502);
            case ERROR_503_AFTER_COMMIT -> failure(503);
            case MALFORMED_BODY ->
                reply.withBody(reply.contentType(), Arrays.copyOf(reply.body(), reply.body().length / 2));
            case HTML_BODY -> reply.withBody("text/html; charset=utf-8", HTML_PAGE.getBytes(StandardCharsets.UTF_8));
            case EMPTY_BODY -> reply.withBody(reply.contentType(), new byte[0]);
            case NULL_TAX_AMOUNTS, MISSING_PAYMENT_OPTIONS, UNKNOWN_FIELDS, INTEGERS_FOR_DECIMALS ->
                reply.isJson() ? reply.withBody(reply.contentType(), edited(fault.kind(), reply.body())) : reply;
            default -> reply;
        };
    }

    static int shift(List<Fault> faults) {
        int shift = 0;
        for (Fault fault : faults) {
            shift += fault.kind() == Fault.Kind.REPEATING_PAGES ? -1 : 0;
            shift += fault.kind() == Fault.Kind.SKIPPING_PAGES ? 1 : 0;
        }
        return shift;
    }

    private static byte[] edited(Fault.Kind kind, byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            edit(kind, tree);
            return Json.MAPPER.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(Fault.Kind kind, JsonNode node) {
        node.forEach(child -> edit(kind, child));
        if (node instanceof ObjectNode object) {
            switch (kind) {
                case NULL_TAX_AMOUNTS ->
                    List.of("tax_amount", "tax2_amount", "discount_amount").forEach(name -> {
                        if (object.has(name)) {
                            object.putNull(name);
                        }
                    });
                case MISSING_PAYMENT_OPTIONS -> object.remove("payment_options");
                case UNKNOWN_FIELDS ->
                    object.put("brand_new_field", "surprise")
                            .putObject("brand_new_object")
                            .put("id", 1);
                default ->
                    object.properties().forEach(property -> property.setValue(wholeIfPossible(property.getValue())));
            }
        } else if (node instanceof ArrayNode array && kind == Fault.Kind.INTEGERS_FOR_DECIMALS) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, wholeIfPossible(array.get(i)));
            }
        }
    }

    private static JsonNode wholeIfPossible(JsonNode value) {
        if (!value.isBigDecimal()) {
            return value;
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return number.scale() <= 0 ? JsonNodeFactory.instance.numberNode(number.toBigInteger()) : value;
    }
}
