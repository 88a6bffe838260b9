package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.PublicIds;
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
            JsonOutput.field(out, field.getKey(), field.getValue());
        }
        if (sent != null) {
            out.writeFieldName("sent");
            CycleJson.report(out, sent, false, false);
        }
        for (Map.Entry<String, JsonNode> field : more.entrySet()) {
            JsonOutput.field(out, field.getKey(), field.getValue());
        }
        out.writeEndObject();
    }

    static ObjectNode fields(BillReport report) {
        ObjectNode node = NODES.objectNode();
        node.set("bills", JsonOutput.array(report.bills(), BillJson::bill));
        node.set(
                "refused",
                JsonOutput.array(
                        report.refused(),
                        each -> NODES.objectNode()
                                .put("what", each.what())
                                .put("message", each.why())
                                .put("remedy", each.remedy())));
        node.set("notes", JsonOutput.texts(report.notes()));
        node.set("calls", JsonOutput.calls(report.calls()));
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
                .put("total", JsonOutput.money(bill.total()))
                .put("currency", bill.currency());
        node.set("drafts", JsonOutput.array(bill.drafts(), BillJson::draft));
        node.set("notBilled", JsonOutput.array(bill.notBilled(), BillJson::notBilled));
        node.set(
                "buckets",
                JsonOutput.array(
                        bill.buckets(),
                        bucket -> NODES.objectNode()
                                .put("name", bucket.name())
                                .put("hours", bucket.hours())
                                .put("worth", JsonOutput.money(bucket.worth()))
                                .put("currency", bucket.currency())));
        node.set(
                "steps",
                JsonOutput.array(
                        bill.steps(),
                        step -> NODES.objectNode()
                                .put("name", step.name())
                                .put("amount", JsonOutput.money(step.amount()))));
        node.set("notices", JsonOutput.array(bill.notices(), NODES::textNode));
        node.set("differences", JsonOutput.array(bill.differences(), NODES::textNode));
        return node;
    }

    private static ObjectNode draft(BillReport.Draft draft) {
        ObjectNode node = NODES.objectNode()
                .put("id", draft.id() == null ? null : PublicIds.draft(draft.id()))
                .put("key", draft.key())
                .put("state", draft.state())
                .put("number", draft.number())
                .put("issueDate", draft.issueDate().toString())
                .put("dueDate", draft.dueDate().toString())
                .put("reference", draft.reference())
                .put("subtotal", JsonOutput.money(draft.subtotal()))
                .put("currency", draft.currency());
        node.set(
                "lines",
                JsonOutput.array(
                        draft.lines(),
                        line -> NODES.objectNode()
                                .put("description", line.description())
                                .put("quantity", line.quantity())
                                .put("unit", line.days() ? "days" : null)
                                .put("unitAmount", JsonOutput.money(line.unitAmount()))
                                .put("amount", JsonOutput.money(line.amount()))));
        node.set("review", JsonOutput.array(draft.review(), NODES::textNode));
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
                .put("worth", JsonOutput.money(rest.worth()))
                .put("currency", rest.currency())
                .put("bucket", rest.bucket())
                .put("reason", rest.reason())
                .put("message", rest.words());
    }
}
