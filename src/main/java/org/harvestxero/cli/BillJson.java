package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.operations.BillReport;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.Ids;
import org.jspecify.annotations.Nullable;

/** The JSON that {@code bill} prints; its names are a contract with scripts. */
final class BillJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BillJson() {}

    /**
     * @param sent the sending round that followed; null when there was none
     * @param more fields to put behind
     */
    static void report(JsonGenerator out, BillReport report, @Nullable CycleReport sent, Map<String, JsonNode> more)
            throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : fields(report).properties()) {
            Json.field(out, field.getKey(), field.getValue());
        }
        if (sent != null) {
            out.writeFieldName("sent");
            Json.report(out, sent, false, false);
        }
        for (Map.Entry<String, JsonNode> field : more.entrySet()) {
            Json.field(out, field.getKey(), field.getValue());
        }
        out.writeEndObject();
    }

    static ObjectNode fields(BillReport report) {
        ObjectNode node = NODES.objectNode();
        node.set("bills", Json.array(report.bills(), BillJson::bill));
        node.set(
                "refused",
                Json.array(
                        report.refused(),
                        each -> NODES.objectNode()
                                .put("what", each.what())
                                .put("message", each.why())
                                .put("remedy", each.remedy())));
        node.set("notes", Json.array(report.notes(), NODES::textNode));
        node.set(
                "calls",
                NODES.objectNode()
                        .put("harvest", report.calls().harvest())
                        .put("xero", report.calls().xero()));
        node.put("seconds", BigDecimal.valueOf(report.took().toMillis(), 3));
        return node;
    }

    private static ObjectNode bill(BillReport.Bill bill) {
        ObjectNode node = NODES.objectNode()
                .put("client", bill.client())
                .put("clientId", bill.clientId())
                .put("period", bill.period())
                .put("from", bill.from().toString())
                .put("to", bill.to().toString())
                .put("agreement", bill.agreement())
                .put("outcome", bill.outcome().name().toLowerCase(Locale.ROOT))
                .put("total", Json.money(bill.total()))
                .put("currency", bill.currency());
        node.set("drafts", Json.array(bill.drafts(), BillJson::draft));
        node.set("notBilled", Json.array(bill.notBilled(), BillJson::notBilled));
        node.set(
                "buckets",
                Json.array(
                        bill.buckets(),
                        bucket -> NODES.objectNode()
                                .put("name", bucket.name())
                                .put("hours", bucket.hours())
                                .put("worth", Json.money(bucket.worth()))
                                .put("currency", bucket.currency())));
        node.set(
                "steps",
                Json.array(
                        bill.steps(),
                        step -> NODES.objectNode().put("name", step.name()).put("amount", Json.money(step.amount()))));
        node.set("notices", Json.array(bill.notices(), NODES::textNode));
        node.set("differences", Json.array(bill.differences(), NODES::textNode));
        return node;
    }

    private static ObjectNode draft(BillReport.Draft draft) {
        ObjectNode node = NODES.objectNode()
                .put("id", draft.id() == null ? null : Ids.draft(draft.id()))
                .put("key", draft.key())
                .put("state", draft.state())
                .put("number", draft.number())
                .put("issueDate", draft.issueDate().toString())
                .put("dueDate", draft.dueDate().toString())
                .put("reference", draft.reference())
                .put("subtotal", Json.money(draft.subtotal()))
                .put("currency", draft.currency());
        node.set(
                "lines",
                Json.array(
                        draft.lines(),
                        line -> NODES.objectNode()
                                .put("description", line.description())
                                .put("quantity", line.quantity())
                                .put("unit", line.days() ? "days" : null)
                                .put("unitAmount", Json.money(line.unitAmount()))
                                .put("amount", Json.money(line.amount()))));
        node.set("review", Json.array(draft.review(), NODES::textNode));
        return node;
    }

    private static ObjectNode notBilled(BillReport.NotBilled rest) {
        return NODES.objectNode()
                .put("kind", rest.kind())
                .put("id", rest.id())
                .put("day", rest.day().toString())
                .put("person", rest.person())
                .put("project", rest.project())
                .put("task", rest.task())
                .put("hours", rest.hours())
                .put("worth", Json.money(rest.worth()))
                .put("currency", rest.currency())
                .put("bucket", rest.bucket())
                .put("reason", rest.reason())
                .put("message", rest.words());
    }
}
