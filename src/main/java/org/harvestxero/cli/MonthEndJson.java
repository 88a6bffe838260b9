package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Document;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.PayVeil;

/** A month's journals as JSON. */
final class MonthEndJson {
    private MonthEndJson() {}

    /** @param pay whether amounts that are pay are shown */
    static ObjectNode answer(Answer answer, boolean pay) {
        ObjectNode node = JsonOutput.object().put("month", answer.month().toString());
        node.set("journals", JsonOutput.array(answer.journals(), journal -> journal(journal, pay)));
        node.set("troubles", JsonOutput.troubles(answer.troubles()));
        node.set("calls", JsonOutput.calls(answer.calls()));
        return node;
    }

    private static ObjectNode journal(Journal journal, boolean pay) {
        PayVeil veil = pay ? PayVeil.NONE : journal.whole().veil();
        ObjectNode node = JsonOutput.object()
                .put("kind", journal.kind().word())
                .put("currency", journal.whole().currency())
                .put(
                        "cost",
                        veil.hidesTotal()
                                ? null
                                : JsonOutput.money(journal.whole().cost()))
                .put("hours", journal.whole().hours())
                .put("entries", journal.whole().entries());
        node.set("lines", JsonOutput.array(journal.whole().lines(), line -> line(line, veil)));
        node.set(
                "change",
                change(journal.change(), pay ? PayVeil.NONE : journal.change().veil()));
        node.set("leftOut", JsonOutput.array(journal.leftOut(), MonthEndJson::leftOut));
        node.putObject("tie")
                .put("measure", JsonOutput.word(journal.tie().measure()))
                .put("inJournal", journal.tie().inJournal())
                .put("leftOut", journal.tie().leftOut())
                .put("reported", journal.tie().reported())
                .put(
                        "difference",
                        journal.tie().reported() == null ? null : journal.tie().difference())
                .put("tied", journal.tie().isTied());
        node.set("notes", JsonOutput.texts(journal.notes()));
        return node;
    }

    private static ObjectNode change(Change change, PayVeil veil) {
        ObjectNode node =
                JsonOutput.object().put("outcome", change.outcome().word()).put("message", change.message());
        Document document = change.document();
        if (document != null) {
            node.put("mark", document.mark())
                    .put("date", document.date().toString())
                    .put("narration", document.narration())
                    .put("status", document.status())
                    .put("xeroId", document.targetId());
        }
        node.set("lines", JsonOutput.array(change.lines(), line -> line(line, veil)));
        return node;
    }

    /** An amount that is hidden is null. */
    private static ObjectNode line(JournalLine line, PayVeil veil) {
        boolean hidden = veil.hides(line.coding());
        return coding(line.coding())
                .put("amount", hidden ? null : JsonOutput.money(line.amount()))
                .put("hidden", hidden);
    }

    static ObjectNode coding(Coding coding) {
        ObjectNode node = JsonOutput.object().put("account", coding.account());
        ObjectNode tracking = node.putObject("tracking");
        coding.tracking().forEach(option -> tracking.put(option.category(), option.name()));
        return node;
    }

    private static ObjectNode leftOut(LeftOut leftOut) {
        ObjectNode node = JsonOutput.object()
                .put("why", JsonOutput.word(leftOut.why()))
                .put("words", leftOut.words())
                .put("remedy", leftOut.remedy())
                .put("hours", leftOut.hours());
        node.set("entries", JsonOutput.array(leftOut.entries(), MonthEndJson::entry));
        return node;
    }

    private static ObjectNode entry(CostEntry entry) {
        return JsonOutput.object()
                .put("id", entry.id())
                .put("date", entry.day().toString())
                .put("person", entry.work().person().name().name())
                .put("client", entry.work().client().name())
                .put("project", entry.work().project().name())
                .put("task", entry.work().task().name())
                .put("hours", entry.hours());
    }
}
