package org.harvestxero.monitoring;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.management.openmbean.SimpleType;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.PublicIds;
import org.harvestxero.monitoring.jmx.Table;

/** The tables of failed copies. Columns are only ever added, at the end. */
final class FailedTables {
    static final Table<FailedDocument> FAILED = Table.<FailedDocument>of(
                    "failed-copy", "A document that could not be copied")
            .text(
                    "id",
                    "Names it in retry, discard and failedDetail, such as F7",
                    each -> PublicIds.failedCopy(each.copy().id()))
            .with(columns -> whatItIs(columns, FailedDocument::copy))
            .text(
                    "invoice",
                    "Number of the invoice it belongs to; null where that is not known",
                    FailedDocument::invoice)
            .text("client", "The client; null where that is not known", FailedDocument::client)
            .text("date", "Its date, such as 2026-11-03; null where that is not known", each -> Cells.text(each.date()))
            .with(
                    "amount",
                    "What it comes to, in its currency; null where that is not known",
                    SimpleType.BIGDECIMAL,
                    FailedDocument::amount)
            .text("currency", "ISO code of the currency; null where that is not known", FailedDocument::currency)
            .with(columns -> whatIsWrong(columns, FailedDocument::copy))
            .text("also", "What else is wrong with it; null if nothing is", FailedDocument::also)
            .with(
                    "tries",
                    "How often it was tried",
                    SimpleType.INTEGER,
                    each -> each.copy().attempts())
            .with(
                    "firstFailed",
                    "When it failed first",
                    SimpleType.DATE,
                    each -> Cells.date(each.copy().firstFailedAt()))
            .with(
                    "lastFailed",
                    "When it failed last",
                    SimpleType.DATE,
                    each -> Cells.date(each.copy().lastFailedAt()))
            .text(
                    "state",
                    "failed: waits for a person or a change; retrying: is tried again by itself",
                    each -> Cells.word(each.copy().state()))
            .text(
                    "harvestLink",
                    "Leads to the document in Harvest; null where that is not known",
                    FailedDocument::sourceLink)
            .text(
                    "xeroLink",
                    "Leads to an earlier version of it in Xero; null if there is none",
                    FailedDocument::targetLink)
            .build();

    static final Table<NumberedRow<FailedDetail.Event>> EVENTS = Table.<NumberedRow<FailedDetail.Event>>of(
                    "event", "Something that happened to the document")
            .count("row", "Counts from 1, the oldest first", NumberedRow::row)
            .with("at", "When", SimpleType.DATE, each -> Cells.date(each.item().at()))
            .text(
                    "who",
                    "A person, or process for what happened by itself",
                    each -> each.item().who())
            .text("what", "What happened", each -> each.item().what())
            .build();

    static final Table<FailedDetail> DETAIL = Table.<FailedDetail>of(
                    "failed-copy-detail", "Everything known about a failed copy")
            .text(
                    "id",
                    "Names it in retry and discard, such as F7",
                    each -> PublicIds.failedCopy(each.copy().id()))
            .with(columns -> whatItIs(columns, FailedDetail::copy))
            .text("client", "The client; null where that is not known", FailedDetail::clientName)
            .with(
                    "total",
                    "What it comes to, in its currency; null where that is not known",
                    SimpleType.BIGDECIMAL,
                    FailedDetail::total)
            .text("currency", "ISO code of the currency; null where that is not known", FailedDetail::currency)
            .with(columns -> whatIsWrong(columns, FailedDetail::copy))
            .with(
                    "tries",
                    "How often it was tried",
                    SimpleType.INTEGER,
                    each -> each.copy().attempts())
            .with(
                    "nextTry",
                    "When it is tried again by itself; null if it is not",
                    SimpleType.DATE,
                    each -> Cells.date(each.nextAttemptAt()))
            .text(
                    "harvestLink",
                    "Leads to the document in Harvest; null where that is not known",
                    FailedDetail::sourceLink)
            .with(
                    "events",
                    "What happened to it, the latest 500 events",
                    EVENTS.type(),
                    each -> EVENTS.rows(NumberedRow.from(latest(each.history()), 1)))
            .build();

    static final Table<Map.Entry<String, Long>> CAUSES = Table.<Map.Entry<String, Long>>of(
                    "cause", "Documents that stand failed for one cause")
            .text("cause", "Code of the cause, such as account-archived", Map.Entry::getKey)
            .count("documents", "How many documents", Map.Entry::getValue)
            .build();

    private FailedTables() {}

    private static <T> void whatItIs(Table.Builder<T> columns, Function<T, FailedCopy> copy) {
        columns.text(
                        "kind",
                        "Kind of document, such as invoice or payment",
                        each -> copy.apply(each).kind().text())
                .text(
                        "number",
                        "Its number in Harvest; null where the kind has none",
                        each -> copy.apply(each).number());
    }

    private static <T> void whatIsWrong(Table.Builder<T> columns, Function<T, FailedCopy> copy) {
        columns.text(
                        "cause",
                        "Code of the cause, such as account-archived",
                        each -> copy.apply(each).cause())
                .count(
                        "causeId",
                        "What documents with the same trouble share, for retryCause",
                        each -> copy.apply(each).causeId())
                .text("message", "What is wrong", each -> copy.apply(each).message())
                .text("remedy", "What to do", each -> copy.apply(each).remedy());
    }

    private static <T> List<T> latest(List<T> items) {
        return items.subList(Math.max(0, items.size() - ConnectionControl.MOST_LISTED), items.size());
    }
}
