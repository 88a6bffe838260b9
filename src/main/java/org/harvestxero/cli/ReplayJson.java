package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;

/** What a comparison with past invoices prints as JSON. */
final class ReplayJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReplayJson() {}

    static ObjectNode of(ReplayReport report) {
        ObjectNode node = NODES.objectNode().put("madeAt", report.madeAt().toString());
        node.set("comparisons", JsonOutput.array(report.comparisons(), ReplayJson::of));
        node.set(
                "notCompared",
                JsonOutput.array(
                        report.left(),
                        left -> NODES.objectNode().put("client", left.client()).put("reason", left.why())));
        ObjectNode totals = NODES.objectNode();
        report.totals()
                .forEach((currency, total) -> totals.set(
                        currency,
                        NODES.objectNode()
                                .put("ours", total.ours().amount())
                                .put("theirs", total.theirs().amount())
                                .put(
                                        "difference",
                                        total.ours().minus(total.theirs()).amount())
                                .put("agreeing", total.agreeing())
                                .put("differing", total.differing())));
        node.set("totals", totals);
        return node;
    }

    private static JsonNode of(Comparison found) {
        ObjectNode node = NODES.objectNode()
                .put("client", found.client().name())
                .put("clientId", found.client().id())
                .put("period", found.period())
                .put("currency", found.ours().currency().getCurrencyCode())
                .put("ours", found.ours().amount())
                .put("theirs", found.theirs().amount())
                .put("difference", found.difference().amount())
                .put("agrees", found.agrees());
        node.set("invoices", JsonOutput.texts(found.invoices()));
        node.set("notes", JsonOutput.texts(found.notes()));
        node.set("rows", JsonOutput.array(found.rows(), row -> {
            ObjectNode each = NODES.objectNode()
                    .put("project", row.project())
                    .put("ours", row.oursAmount().amount())
                    .put("theirs", row.theirsAmount().amount())
                    .put("difference", row.difference().amount())
                    .put("reason", row.reason())
                    .put("explained", row.explained());
            each.set("ourLines", JsonOutput.texts(row.ours()));
            each.set("theirLines", JsonOutput.texts(row.theirs()));
            return each;
        }));
        return node;
    }
}
