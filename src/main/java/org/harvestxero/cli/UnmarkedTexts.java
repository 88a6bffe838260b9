package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.harvestxero.api.UnmarkedWork.Filter;
import org.harvestxero.api.UnmarkedWork.Report;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.api.UnmarkedWork.Single;
import org.harvestxero.billing.Money;

/** What {@code mirror list} prints; the names in its JSON are a contract with scripts. */
final class UnmarkedTexts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private UnmarkedTexts() {}

    static String text(Report report) {
        StringBuilder text = new StringBuilder();
        if (report.checkedOff() > 0) {
            text.append("Found marked in Harvest and checked off: ")
                    .append(report.checkedOff())
                    .append(".\n");
        }
        if (report.isSettled()) {
            return text.append("Nothing billed here is left to mark as invoiced in Harvest.\n")
                    .toString();
        }
        selections(report.selections(), text);
        singles(
                "To mark one by one, since the same day, project and person hold work that is not billed:",
                report.single(),
                text);
        singles("On another invoice in Harvest, so that it may be billed twice:", report.elsewhere(), text);
        if (!report.openAgain().isEmpty()) {
            text.append(
                            "Marked for an invoice that was taken back. Take the mark off in Harvest, unless its period is billed anew: ")
                    .append(String.join(", ", report.openAgain()))
                    .append(".\n");
        }
        if (report.unread() > 0) {
            text.append("Not shown by Harvest any more: ")
                    .append(report.unread())
                    .append(".\n");
        }
        return text.toString();
    }

    private static void selections(List<Selection> selections, StringBuilder text) {
        if (selections.isEmpty()) {
            return;
        }
        text.append("Select in Harvest's detailed report, line by line, and mark all it shows as invoiced:\n");
        Table table =
                new Table("CLIENT", "PROJECT", "PERSON", "FROM", "TO", ">WORK", ">HOURS", ">WORTH", "", "INVOICE");
        for (Selection each : selections) {
            Filter filter = each.filter();
            table.row(
                    filter.client(),
                    filter.project(),
                    filter.person() == null ? "all" : filter.person(),
                    filter.from().toString(),
                    filter.to().toString(),
                    each.works() + (filter.expenses() ? " expenses" : " entries"),
                    each.hours().toPlainString(),
                    TextOutput.amount(worth(each.worth(), each.currency()), each.currency()),
                    each.currency(),
                    String.join(", ", each.invoices()));
        }
        text.append(table);
    }

    private static void singles(String heading, List<Single> singles, StringBuilder text) {
        if (singles.isEmpty()) {
            return;
        }
        text.append(heading).append('\n');
        Table table = new Table(
                "CLIENT", "PROJECT", "PERSON", "DAY", "TASK", ">HOURS", ">WORTH", "", "INVOICE", "IN HARVEST", ">ID");
        for (Single each : singles) {
            table.row(
                    each.filter().client(),
                    each.filter().project(),
                    String.valueOf(each.filter().person()),
                    each.filter().from().toString(),
                    each.kind(),
                    each.hours().toPlainString(),
                    TextOutput.amount(worth(each.worth(), each.currency()), each.currency()),
                    each.currency(),
                    each.invoice(),
                    each.other() == null ? "" : each.other(),
                    Long.toString(each.id()));
        }
        text.append(table);
    }

    private static BigDecimal worth(BigDecimal unrounded, String currency) {
        return Money.roundHalfUp(unrounded, Currency.getInstance(currency)).amount();
    }

    static ObjectNode json(Report report) {
        ObjectNode node =
                NODES.objectNode().put("checkedOff", report.checkedOff()).put("notShown", report.unread());
        node.set("selections", JsonOutput.array(report.selections(), each -> {
            ObjectNode selection = filter(each.filter())
                    .put("works", each.works())
                    .put("hours", each.hours())
                    .put("worth", worth(each.worth(), each.currency()))
                    .put("currency", each.currency());
            selection.set("invoices", JsonOutput.texts(each.invoices()));
            return selection;
        }));
        node.set("single", JsonOutput.array(report.single(), UnmarkedTexts::json));
        node.set("onOtherInvoices", JsonOutput.array(report.elsewhere(), UnmarkedTexts::json));
        node.set("openAgain", JsonOutput.texts(report.openAgain()));
        return node;
    }

    private static ObjectNode filter(Filter filter) {
        return NODES.objectNode()
                .put("client", filter.client())
                .put("project", filter.project())
                .put("person", filter.person())
                .put("from", filter.from().toString())
                .put("to", filter.to().toString())
                .put("kind", filter.expenses() ? "expense" : "time-entry");
    }

    private static ObjectNode json(Single each) {
        return filter(each.filter())
                .put("id", each.id())
                .put("task", each.kind())
                .put("hours", each.hours())
                .put("worth", worth(each.worth(), each.currency()))
                .put("currency", each.currency())
                .put("invoice", each.invoice())
                .put("otherInvoice", each.other());
    }
}
