package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.api.UnbilledReport.Aged;
import org.harvestxero.api.UnbilledReport.Difference;
import org.harvestxero.api.UnbilledReport.NotMarked;
import org.harvestxero.api.UnbilledReport.Row;
import org.harvestxero.api.UnbilledReport.Sum;
import org.harvestxero.api.UnbilledReport.Tie;

/** What {@code bill --unbilled} prints; the names in its JSON are a contract with scripts. */
final class UnbilledTexts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private UnbilledTexts() {}

    static String text(UnbilledReport report) {
        if (!report.troubles().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        String span = report.from() + " to " + report.to();
        if (report.rows().isEmpty()) {
            text.append("No work of ").append(span).append(" is billed nowhere.\n");
        } else {
            text.append("Work of ").append(span).append(" that is billed nowhere\n");
            text.append(table(report));
        }
        report.ages().forEach(aged -> text.append(aged(aged)).append('\n'));
        report.ties().forEach(tie -> text.append(tie(tie)).append('\n'));
        report.differences().forEach(each -> text.append(difference(each)).append('\n'));
        report.notMarked().forEach(each -> text.append(notMarked(each)).append('\n'));
        report.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String table(UnbilledReport report) {
        Table table = new Table("CLIENT", ">HOURS", ">WORTH", "", "OLDEST", ">DAYS", "WHY");
        Map<String, Sum> totals = new TreeMap<>();
        for (Row row : report.rows()) {
            table.row(
                    row.client(),
                    row.hours().toPlainString(),
                    TextOutput.amount(row.worth(), row.currency()),
                    row.currency(),
                    row.oldest().toString(),
                    Long.toString(row.days()),
                    row.message());
            totals.merge(row.currency(), new Sum(row.hours(), row.worth()), UnbilledTexts::plus);
        }
        totals.forEach((currency, sum) -> table.row(
                "in all", sum.hours().toPlainString(), TextOutput.amount(sum.worth(), currency), currency, "", "", ""));
        return table.toString();
    }

    private static Sum plus(Sum one, Sum other) {
        return new Sum(one.hours().add(other.hours()), one.worth().add(other.worth()));
    }

    private static String aged(Aged aged) {
        return (aged.toDay() == null
                        ? "Over " + (aged.fromDay() - 1) + " days old: "
                        : aged.fromDay() + " to " + aged.toDay() + " days old: ")
                + sum(aged.sum(), aged.currency());
    }

    private static String tie(Tie tie) {
        String currency = tie.currency();
        String words = "Uninvoiced in Harvest, without fixed fees: " + sum(tie.uninvoiced(), currency) + " = "
                + sum(tie.nowhere(), currency) + " billed nowhere + " + sum(tie.here(), currency)
                + " billed or settled here";
        Sum difference = tie.difference();
        return isNothing(difference) ? words : words + " + " + sum(difference, currency) + " difference:";
    }

    private static String difference(Difference each) {
        return "  " + each.client() + ", " + each.project() + ": Harvest's report says "
                + sum(each.uninvoiced(), each.currency()) + ", its entries and expenses come to "
                + sum(each.listed(), each.currency());
    }

    private static String notMarked(NotMarked each) {
        return "Billed here and to be marked as invoiced in Harvest (mirror list): " + each.client() + ", "
                + sum(each.sum(), each.currency());
    }

    private static boolean isNothing(Sum sum) {
        return sum.hours().signum() == 0 && sum.worth().signum() == 0;
    }

    private static String sum(Sum sum, String currency) {
        return sum.hours().toPlainString() + " h, " + TextOutput.amount(sum.worth(), currency) + " " + currency;
    }

    static ObjectNode json(UnbilledReport report) {
        ObjectNode node = NODES.objectNode()
                .put("from", report.from().toString())
                .put("to", report.to().toString());
        node.set("rows", JsonOutput.array(report.rows(), UnbilledTexts::json));
        if (!report.ages().isEmpty()) {
            node.set("ages", JsonOutput.array(report.ages(), UnbilledTexts::json));
        }
        node.set("ties", JsonOutput.array(report.ties(), UnbilledTexts::json));
        node.set("differences", JsonOutput.array(report.differences(), each -> {
            ObjectNode difference = NODES.objectNode()
                    .put("client", each.client())
                    .put("project", each.project())
                    .put("currency", each.currency());
            difference.set("uninvoiced", json(each.uninvoiced()));
            difference.set("listed", json(each.listed()));
            return difference;
        }));
        if (!report.notMarked().isEmpty()) {
            node.set("notMarked", JsonOutput.array(report.notMarked(), UnbilledTexts::json));
        }
        node.set("notes", JsonOutput.texts(report.notes()));
        node.set("calls", JsonOutput.calls(report.calls()));
        return node;
    }

    private static ObjectNode json(Row row) {
        return NODES.objectNode()
                .put("client", row.client())
                .put("clientId", row.clientId())
                .put("reason", row.reason())
                .put("message", row.message())
                .put("hours", row.hours())
                .put("worth", row.worth())
                .put("currency", row.currency())
                .put("entries", row.entries())
                .put("expenses", row.expenses())
                .put("oldest", row.oldest().toString())
                .put("days", row.days());
    }

    private static ObjectNode json(Aged aged) {
        return NODES.objectNode()
                .put("currency", aged.currency())
                .put("fromDay", aged.fromDay())
                .put("toDay", aged.toDay())
                .put("hours", aged.sum().hours())
                .put("worth", aged.sum().worth());
    }

    private static ObjectNode json(NotMarked each) {
        return NODES.objectNode()
                .put("client", each.client())
                .put("currency", each.currency())
                .put("works", each.works())
                .put("hours", each.sum().hours())
                .put("worth", each.sum().worth());
    }

    private static ObjectNode json(Tie tie) {
        ObjectNode node = NODES.objectNode().put("currency", tie.currency());
        node.set("uninvoiced", json(tie.uninvoiced()));
        node.set("nowhere", json(tie.nowhere()));
        node.set("here", json(tie.here()));
        node.set("difference", json(tie.difference()));
        return node;
    }

    private static ObjectNode json(Sum sum) {
        return NODES.objectNode().put("hours", sum.hours()).put("worth", sum.worth());
    }
}
