package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wraps answers the way payroll of version 2 does. */
final class PayrollEnvelope {
    private static final int PAGE = 100;

    private final Books books;
    private final String providerName;

    PayrollEnvelope(Books books, String providerName) {
        this.books = books;
        this.providerName = providerName;
    }

    /** What is wrong with a request. */
    record Flaw(String field, String reason) {}

    /** @param name such as {@code timesheet} */
    Answer one(String name, @Nullable JsonNode element) {
        ObjectNode body = bare("OK");
        body.putNull("pagination").putNull("problem");
        if (element != null) {
            body.set(name, element);
        }
        return Answer.tree(200, body);
    }

    /** A page of a list; the first unless another is asked for. */
    Answer page(Call call, String name, List<? extends JsonNode> all) {
        Integer asked = asked(call);
        if (asked == null || asked < 1) {
            return refused(List.of(new Flaw("page", "The page must be a number from 1.")));
        }
        int from = Math.min(all.size(), (asked - 1) * PAGE);
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode body = bare("OK");
        body.putObject("pagination")
                .put("page", asked)
                .put("pageSize", PAGE)
                .put("pageCount", (all.size() + PAGE - 1) / PAGE)
                .put("itemCount", all.size());
        body.putNull("problem");
        ArrayNode list = body.putArray(name);
        all.subList(from, to).forEach(list::add);
        return Answer.tree(200, body);
    }

    private static @Nullable Integer asked(Call call) {
        String page = call.parameter("page");
        try {
            return page == null ? 1 : Integer.valueOf(page);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** 400, naming the fields. */
    Answer refused(List<Flaw> flaws) {
        ObjectNode body = bare("BadRequest");
        body.putNull("pagination");
        ObjectNode problem = body.putObject("problem")
                .put("type", "application/problem+json")
                .put("title", "BadRequest")
                .put("status", 400)
                .put("detail", "Validation error occurred.")
                .putNull("instance");
        ArrayNode fields = problem.putArray("invalidFields");
        flaws.forEach(flaw -> fields.addObject().put("name", flaw.field()).put("reason", flaw.reason()));
        return Answer.tree(400, body);
    }

    private ObjectNode bare(String status) {
        return Json.object()
                .put("id", books.newId().toString())
                .put("providerName", providerName)
                .put("dateTimeUTC", XeroDates.connectionDate(books.clock.instant()))
                .put("httpStatusCode", status);
    }
}
