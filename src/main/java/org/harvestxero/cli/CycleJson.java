package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.harvestxero.api.CycleReport;

/**
 * The JSON of a cycle's report.
 */
final class CycleJson {
    private CycleJson() {}

    static void report(JsonGenerator out, CycleReport report, boolean dryRun, boolean explain) throws IOException {
        out.writeStartObject();
        reportFields(out, report, dryRun, explain);
        out.writeEndObject();
    }

    /** The fields of a report, into an object that is begun already. */
    static void reportFields(JsonGenerator out, CycleReport report, boolean dryRun, boolean explain)
            throws IOException {
        JsonOutput.array(out, "copied", report.copied(), CycleJson::copied);
        if (dryRun) {
            JsonOutput.array(out, "planned", report.planned(), CycleJson::copied);
            JsonOutput.array(out, "toHarvest", report.toHarvest(), CycleJson::toHarvest);
        }
        JsonOutput.array(
                out,
                "skipped",
                report.skipped(),
                skipped -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", skipped.kind().text())
                        .put("sourceId", skipped.sourceId())
                        .put("number", skipped.number())
                        .put("reason", skipped.reason()));
        JsonOutput.array(out, "failed", report.failed(), JsonOutput::failed);
        JsonOutput.array(
                out,
                "waiting",
                report.waiting(),
                waiting -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", waiting.kind().text())
                        .put("sourceId", waiting.sourceId())
                        .put("reason", waiting.reason()));
        if (explain) {
            JsonOutput.array(
                    out,
                    "explanations",
                    report.explanations(),
                    each -> JsonNodeFactory.instance
                            .objectNode()
                            .put("kind", each.kind().text())
                            .put("sourceId", each.sourceId())
                            .put("number", each.number())
                            .put("line", each.line())
                            .put("what", each.what())
                            .put("value", each.value())
                            .put("rule", each.rule()));
        }
        JsonOutput.field(out, "calls", JsonOutput.calls(report.calls()));
        out.writeNumberField("duplicatesPrevented", report.duplicatesPrevented());
        out.writeNumberField("seconds", BigDecimal.valueOf(report.took().toMillis(), 3));
    }

    private static ObjectNode toHarvest(CycleReport.ToHarvest each) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", each.kind().text())
                .put("sourceId", each.sourceId())
                .put("number", each.number())
                .put("deed", each.deed().text());
        return each.fields() == null
                ? json.put("date", each.date() == null ? null : each.date().toString())
                        .put("total", each.total() == null ? null : JsonOutput.money(each.total()))
                        .put("currency", each.currency())
                : json.put("fields", each.fields());
    }

    static ObjectNode copied(CycleReport.Copied copied) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", copied.kind().text())
                .put("sourceId", copied.sourceId())
                .put("number", copied.number())
                .put("targetId", copied.targetId())
                .put("action", copied.action().name().toLowerCase(Locale.ROOT))
                .put("status", copied.status())
                .put("total", JsonOutput.money(copied.total()))
                .put("currency", copied.currency());
    }
}
