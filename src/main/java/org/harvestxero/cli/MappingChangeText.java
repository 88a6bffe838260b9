package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Proposal;
import org.harvestxero.api.MappingDesk.Written;
import org.harvestxero.config.ChangedLines;
import org.harvestxero.config.ChangedLines.Row;
import org.jspecify.annotations.Nullable;

/**
 * A change of {@code mappings.yaml}, line by line, and what comes of it.
 *
 * @param document as it is listed, such as {@code F7}
 * @param value what is chosen
 */
record MappingChangeText(String document, Fix fix, String value, Proposal proposal) {

    /** @param written null where nothing was */
    String text(@Nullable Written written) {
        StringBuilder text = new StringBuilder(proposal.file()).append('\n');
        for (Row row : rows()) {
            text.append(line(row)).append('\n');
        }
        return text.append(outcome(written)).append('\n').toString();
    }

    private List<Row> rows() {
        return ChangedLines.between(proposal.before(), proposal.after());
    }

    private static String line(Row row) {
        String sign = switch (row.fate()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case SAME, GAP -> " ";
        };
        return row.isGap() ? "  …" : String.format(Locale.ROOT, "%s %4d  %s", sign, row.number(), row.text());
    }

    private String outcome(@Nullable Written written) {
        if (written != null) {
            return "Written. " + TextOutput.count(written.retried(), "document")
                    + " will be tried again with the next cycle.";
        }
        return proposal.problem() == null
                ? proposal.frees().sentence(count -> String.format(Locale.ROOT, "%,d", count))
                        + " Nothing is written yet."
                : "It would fail all the same, so nothing is written: " + proposal.problem();
    }

    ObjectNode json(@Nullable Written written) {
        ObjectNode json = JsonOutput.object()
                .put("id", document)
                .put("key", fix.key())
                .put("value", value)
                .put("file", proposal.file());
        json.set(
                "diff",
                JsonOutput.array(
                        rows().stream().filter(row -> !row.isGap()).toList(),
                        row -> JsonOutput.object()
                                .put("kind", row.fate().word())
                                .put("line", row.number())
                                .put("text", row.text())));
        json.set(
                "frees",
                JsonOutput.object()
                        .put("documents", proposal.frees().documents())
                        .put("lookedAt", proposal.frees().lookedAt())
                        .put("all", proposal.frees().all()));
        return json.put("problem", proposal.problem())
                .put("written", written != null)
                .put("retried", written == null ? 0 : written.retried());
    }
}
