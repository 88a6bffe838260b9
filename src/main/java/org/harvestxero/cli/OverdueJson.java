package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.AgedClient;
import org.harvestxero.api.OverdueDesk.Item;
import org.harvestxero.api.OverdueDesk.Outcome;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.dunning.Debt;

/** The JSON of {@code overdue}; its names are a contract with scripts. */
final class OverdueJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OverdueJson() {}

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static ArrayNode items(List<Item> items) {
        ArrayNode array = NODES.arrayNode();
        for (Item item : items) {
            ObjectNode node = debt(item.debt(), item.daysPast());
            if (item.hold() != null) {
                node.putObject("held")
                        .put("why", item.hold().why().code())
                        .put("words", item.hold().words())
                        .put("until", Objects.toString(item.hold().until(), null));
            }
            ArrayNode done = node.putArray("done");
            item.done()
                    .forEach(each -> done.addObject()
                            .put("step", each.step())
                            .put("state", each.state())
                            .put("at", each.at().toString()));
            if (item.next() != null) {
                node.putObject("next")
                        .put("step", item.next().step())
                        .put("on", item.next().on().toString());
            }
            array.add(node);
        }
        return array;
    }

    private static ObjectNode debt(Debt debt, long daysPast) {
        return NODES.objectNode()
                .put("number", debt.number())
                .put("client", debt.debtor().name())
                .put("clientId", debt.debtor().clientId())
                .put("targetId", debt.id())
                .put("issued", debt.dates().issued().toString())
                .put("due", debt.dates().due().toString())
                .put("daysPast", daysPast)
                .put("total", amount(debt.amounts().total(), debt.currency()))
                .put("open", amount(debt.due(), debt.currency()))
                .put("currency", debt.currency());
    }

    private static BigDecimal amount(BigDecimal amount, String currency) {
        return CurrencyDigits.shown(amount, currency);
    }

    static ArrayNode stopList(List<OverdueDesk.StopWork> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(each -> array.add(
                debt(each.debt(), each.daysPast()).put("since", each.since().toString())));
        return array;
    }

    static ObjectNode aged(OverdueDesk.Aged aged) {
        ObjectNode node = NODES.objectNode().put("day", aged.day().toString());
        ArrayNode clients = node.putArray("clients");
        for (AgedClient each : aged.clients()) {
            AgedAmounts open = each.open();
            clients.addObject()
                    .put("client", each.client())
                    .put("clientId", each.clientId())
                    .put("currency", each.currency())
                    .put("current", amount(open.current(), each.currency()))
                    .put("days1To30", amount(open.to30(), each.currency()))
                    .put("days31To60", amount(open.to60(), each.currency()))
                    .put("days61To90", amount(open.to90(), each.currency()))
                    .put("older", amount(open.older(), each.currency()))
                    .put("total", amount(open.total(), each.currency()))
                    .put("credit", amount(each.credit(), each.currency()))
                    .put("net", amount(each.net(), each.currency()));
        }
        ArrayNode outstanding = node.putArray("daysSalesOutstanding");
        for (DaysOfSales each : aged.outstanding()) {
            outstanding
                    .addObject()
                    .put("currency", each.currency())
                    .put("days", each.days().orElse(null))
                    .put("open", amount(each.open(), each.currency()))
                    .put("invoiced", amount(each.invoiced(), each.currency()))
                    .put("from", each.from().toString())
                    .put("to", each.to().toString());
        }
        return node;
    }

    static ObjectNode promises(OverdueDesk.Promises promises) {
        ObjectNode node = NODES.objectNode();
        ArrayNode made = node.putArray("promises");
        promises.made()
                .forEach(each -> made.addObject()
                        .put("number", each.invoice())
                        .put("client", each.client())
                        .put("until", each.until().toString())
                        .put("paid", Objects.toString(each.settled(), null))
                        .put("outcome", word(each.outcome()))
                        .put("by", each.who())
                        .put("at", each.at().toString()));
        for (Outcome outcome : Outcome.values()) {
            node.put(word(outcome), promises.count(outcome));
        }
        return node;
    }

    static ArrayNode mails(List<OverdueDesk.Mail> mails) {
        ArrayNode array = NODES.arrayNode();
        mails.forEach(mail -> array.addObject()
                .put("id", "M" + mail.id())
                .put("audience", mail.audience())
                .put("day", mail.day().toString())
                .put("state", mail.state())
                .put("to", mail.addresses())
                .put("subject", mail.subject())
                .put("invoices", mail.invoices())
                .put("note", mail.note()));
        return array;
    }

    static ObjectNode report(OverdueReport report) {
        ObjectNode node = NODES.objectNode();
        ArrayNode mails = node.putArray("mails");
        for (OverdueReport.Mail mail : report.mails()) {
            ObjectNode each = mails.addObject()
                    .put("audience", mail.audience())
                    .put("recipient", mail.recipient())
                    .put("through", mail.through())
                    .put("state", mail.state().code())
                    .put("note", mail.note())
                    .put("subject", mail.subject())
                    .put("body", mail.body());
            ArrayNode to = each.putArray("to");
            mail.addresses().forEach(to::add);
            ArrayNode asked = each.putArray("invoices");
            mail.asked()
                    .forEach(
                            one -> asked.addObject().put("number", one.number()).put("step", one.step()));
        }
        ArrayNode stopped = node.putArray("stopWork");
        report.stopped().forEach(stopped::add);
        node.set("notes", JsonOutput.texts(report.notes()));
        node.set("calls", JsonOutput.calls(report.calls()));
        node.set("troubles", JsonOutput.troubles(report.troubles()));
        return node;
    }
}
