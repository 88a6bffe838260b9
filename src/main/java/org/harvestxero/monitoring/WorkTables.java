package org.harvestxero.monitoring;

import java.util.Map;
import javax.management.openmbean.SimpleType;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.monitoring.jmx.Table;

/** The tables of what is not done yet: what waits, what nothing can be decided about, drafts, held work. Columns are only ever added, at the end. */
final class WorkTables {
    static final Table<NumberedRow<CycleReport.Waiting>> WAITING = Table.<NumberedRow<CycleReport.Waiting>>of(
                    "waiting-document", "A document that goes on by itself")
            .count("row", "Counts from 1", NumberedRow::row)
            .text(
                    "kind",
                    "Kind of document, such as invoice or payment",
                    each -> each.item().kind().text())
            .count("harvestId", "Its id in Harvest", each -> each.item().sourceId())
            .text(
                    "number",
                    "Its number in Harvest, of a payment its invoice's; null where there is none",
                    each -> each.item().number())
            .with(
                    "total",
                    "What it comes to, in its currency; null where that is not known",
                    SimpleType.BIGDECIMAL,
                    each -> each.item().total())
            .text(
                    "currency",
                    "ISO code of the currency; null where that is not known",
                    each -> each.item().currency())
            .text("reason", "What it waits for", each -> each.item().reason())
            .build();

    static final Table<Map.Entry<String, Long>> UNDECIDED = Table.<Map.Entry<String, Long>>of(
                    "undecided", "Documents about which nothing can be decided, for one reason")
            .text("reason", "What could not be read", Map.Entry::getKey)
            .count("documents", "How many documents", Map.Entry::getValue)
            .build();

    static final Table<Reviews.Item> DRAFTS = Table.<Reviews.Item>of("draft", "A draft invoice that waits for a person")
            .text("id", "Names it in the command review, such as D12", each -> PublicIds.draft(each.id()))
            .text("client", "The client", Reviews.Item::client)
            .text("period", "What it bills", Reviews.Item::period)
            .text("number", "The invoice number reserved for it; null while it has none", Reviews.Item::number)
            .text("state", "review: waits for a decision; held: was put aside", each -> Cells.word(each.state()))
            .text(
                    "waitsFor",
                    "The role whose approval is next; null if it waits for none",
                    each -> each.waitsFor().orElse(null))
            .with("total", "Before tax, in its currency", SimpleType.BIGDECIMAL, Reviews.Item::total)
            .text("currency", "ISO code of the currency", Reviews.Item::currency)
            .text("issueDate", "Date of the invoice, such as 2026-11-03", each -> Cells.text(each.issueDate()))
            .text("dueDate", "When it is due, such as 2026-12-03", each -> Cells.text(each.dueDate()))
            .text("reasons", "Why a person has to look at it", each -> String.join("; ", each.reasons()))
            .text("decidedBy", "Who decided last; null if nobody has", Reviews.Item::decidedBy)
            .build();

    static final Table<NumberedRow<HeldWork>> HELD = Table.<NumberedRow<HeldWork>>of(
                    "held-work", "Work of one client that bills have held back")
            .count("row", "Counts from 1", NumberedRow::row)
            .text("client", "The client", each -> each.item().client())
            .with(
                    "hours",
                    "Hours held",
                    SimpleType.BIGDECIMAL,
                    each -> each.item().hours())
            .with(
                    "worth",
                    "What it is worth at Harvest's own rates, in its currency",
                    SimpleType.BIGDECIMAL,
                    each -> each.item().worth())
            .text("currency", "ISO code of the currency", each -> each.item().currency())
            .with(
                    "pieces",
                    "Time entries and expenses",
                    SimpleType.INTEGER,
                    each -> each.item().pieces())
            .text(
                    "oldest",
                    "The oldest day of work, such as 2026-11-03",
                    each -> Cells.text(each.item().oldest()))
            .build();

    private WorkTables() {}
}
