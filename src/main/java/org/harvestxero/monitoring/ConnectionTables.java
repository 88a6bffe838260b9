package org.harvestxero.monitoring;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Pause;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Trouble;
import org.harvestxero.monitoring.jmx.Table;
import org.jspecify.annotations.Nullable;

/** The tables of a connection, for JMX. Columns are only ever added, at the end. */
final class ConnectionTables {
    static final Table<FailedDocument> FAILED = Table.<FailedDocument>of(
                    "failed-copy", "A document that could not be copied")
            .text(
                    "id",
                    "Names it in retry, discard and failedDetail, such as F7",
                    each -> PublicIds.failedCopy(each.copy().id()))
            .text(
                    "kind",
                    "Kind of document, such as invoice or payment",
                    each -> each.copy().kind().text())
            .text(
                    "number",
                    "Its number in Harvest; null where the kind has none",
                    each -> each.copy().number())
            .text(
                    "invoice",
                    "Number of the invoice it belongs to; null where that is not known",
                    FailedDocument::invoice)
            .text("client", "The client; null where that is not known", FailedDocument::client)
            .text("date", "Its date, such as 2026-11-03; null where that is not known", each -> text(each.date()))
            .with(
                    "amount",
                    "What it comes to, in its currency; null where that is not known",
                    SimpleType.BIGDECIMAL,
                    FailedDocument::amount)
            .text("currency", "ISO code of the currency; null where that is not known", FailedDocument::currency)
            .text(
                    "cause",
                    "Code of the cause, such as account-archived",
                    each -> each.copy().cause())
            .count(
                    "causeId",
                    "What documents with the same trouble share, for retryCause",
                    each -> each.copy().causeId())
            .text("message", "What is wrong", each -> each.copy().message())
            .text("remedy", "What to do", each -> each.copy().remedy())
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
                    each -> date(each.copy().firstFailedAt()))
            .with(
                    "lastFailed",
                    "When it failed last",
                    SimpleType.DATE,
                    each -> date(each.copy().lastFailedAt()))
            .text(
                    "state",
                    "failed: waits for a person or a change; retrying: is tried again by itself",
                    each -> word(each.copy().state()))
            .text(
                    "harvestLink",
                    "Leads to the document in Harvest; null where that is not known",
                    FailedDocument::sourceLink)
            .text(
                    "xeroLink",
                    "Leads to an earlier version of it in Xero; null if there is none",
                    FailedDocument::targetLink)
            .build();

    static final Table<Numbered<FailedDetail.Event>> EVENTS = Table.<Numbered<FailedDetail.Event>>of(
                    "event", "Something that happened to the document")
            .count("row", "Counts from 1, the oldest first", Numbered::row)
            .with("at", "When", SimpleType.DATE, each -> date(each.item().at()))
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
            .text(
                    "kind",
                    "Kind of document, such as invoice or payment",
                    each -> each.copy().kind().text())
            .text(
                    "number",
                    "Its number in Harvest; null where the kind has none",
                    each -> each.copy().number())
            .text("client", "The client; null where that is not known", FailedDetail::clientName)
            .with(
                    "total",
                    "What it comes to, in its currency; null where that is not known",
                    SimpleType.BIGDECIMAL,
                    FailedDetail::total)
            .text("currency", "ISO code of the currency; null where that is not known", FailedDetail::currency)
            .text(
                    "cause",
                    "Code of the cause, such as account-archived",
                    each -> each.copy().cause())
            .count(
                    "causeId",
                    "What documents with the same trouble share, for retryCause",
                    each -> each.copy().causeId())
            .text("message", "What is wrong", each -> each.copy().message())
            .text("remedy", "What to do", each -> each.copy().remedy())
            .with(
                    "tries",
                    "How often it was tried",
                    SimpleType.INTEGER,
                    each -> each.copy().attempts())
            .with(
                    "nextTry",
                    "When it is tried again by itself; null if it is not",
                    SimpleType.DATE,
                    each -> date(each.nextAttemptAt()))
            .text(
                    "harvestLink",
                    "Leads to the document in Harvest; null where that is not known",
                    FailedDetail::sourceLink)
            .with(
                    "events",
                    "What happened to it, the latest 500 events",
                    EVENTS.type(),
                    each -> EVENTS.rows(numbered(latest(each.history()), 1)))
            .build();

    static final Table<Map.Entry<String, Long>> CAUSES = Table.<Map.Entry<String, Long>>of(
                    "cause", "Documents that stand failed for one cause")
            .text("cause", "Code of the cause, such as account-archived", Map.Entry::getKey)
            .count("documents", "How many documents", Map.Entry::getValue)
            .build();

    static final Table<Numbered<CycleReport.Waiting>> WAITING = Table.<Numbered<CycleReport.Waiting>>of(
                    "waiting-document", "A document that goes on by itself")
            .count("row", "Counts from 1", Numbered::row)
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
            .text("state", "review: waits for a decision; held: was put aside", each -> word(each.state()))
            .text(
                    "waitsFor",
                    "The role whose approval is next; null if it waits for none",
                    each -> each.waitsFor().orElse(null))
            .with("total", "Before tax, in its currency", SimpleType.BIGDECIMAL, Reviews.Item::total)
            .text("currency", "ISO code of the currency", Reviews.Item::currency)
            .text("issueDate", "Date of the invoice, such as 2026-11-03", each -> text(each.issueDate()))
            .text("dueDate", "When it is due, such as 2026-12-03", each -> text(each.dueDate()))
            .text("reasons", "Why a person has to look at it", each -> String.join("; ", each.reasons()))
            .text("decidedBy", "Who decided last; null if nobody has", Reviews.Item::decidedBy)
            .build();

    static final Table<Numbered<HeldWork>> HELD = Table.<Numbered<HeldWork>>of(
                    "held-work", "Work of one client that bills have held back")
            .count("row", "Counts from 1", Numbered::row)
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
                    each -> text(each.item().oldest()))
            .build();

    static final Table<Numbered<Trouble>> TROUBLES = Table.<Numbered<Trouble>>of(
                    "trouble", "Something that stops all copying")
            .count("row", "Counts from 1", Numbered::row)
            .text(
                    "side",
                    "Harvest, Xero, database or command",
                    each -> each.item().side())
            .text(
                    "reason",
                    "Such as unreachable, day-limit, consent, mismatch, no-room or paused",
                    each -> word(each.item().reason()))
            .text("message", "What is wrong", each -> each.item().message())
            .text(
                    "remedy",
                    "What to do, or that it goes on by itself",
                    each -> each.item().remedy())
            .with(
                    "until",
                    "When it goes on by itself; null if a person is needed or that is not known",
                    SimpleType.DATE,
                    each -> date(each.item().until()))
            .build();

    static final Table<Numbered<String>> WARNINGS = Table.<Numbered<String>>of(
                    "warning", "Something an operator should know although everything runs")
            .count("row", "Counts from 1", Numbered::row)
            .text("warning", "What is wrong and what to do", Numbered::item)
            .build();

    static final Table<Pause> PAUSE = Table.<Pause>of("pause", "Why nothing is copied")
            .text(
                    "by",
                    "What paused it: person, consent, mismatch or day-limit",
                    each -> each.by().text())
            .text("who", "The person; null when it paused by itself", Pause::who)
            .text("reason", "The person's reason, or what happened", Pause::reason)
            .with("since", "Since when; null where that is not known", SimpleType.DATE, each -> date(each.since()))
            .with(
                    "until",
                    "When it tries again by itself; null when it waits for a person",
                    SimpleType.DATE,
                    each -> date(each.until()))
            .build();

    private ConnectionTables() {}

    /** A row that has no name of its own. */
    record Numbered<T>(long row, T item) {}

    /** The shape of what attributes and operations give. */
    static Map<String, OpenType<?>> shapes() {
        Map<String, OpenType<?>> shapes = new LinkedHashMap<>();
        shapes.put("FailedTable", FAILED.type());
        shapes.put("failedRows", FAILED.type());
        shapes.put("failedDetail", DETAIL.rowType());
        shapes.put("FailedByCauseTable", CAUSES.type());
        shapes.put("WaitingTable", WAITING.type());
        shapes.put("waitingRows", WAITING.type());
        shapes.put("UndecidedTable", UNDECIDED.type());
        shapes.put("DraftsTable", DRAFTS.type());
        shapes.put("draftRows", DRAFTS.type());
        shapes.put("HeldWorkTable", HELD.type());
        shapes.put("TroublesTable", TROUBLES.type());
        shapes.put("WarningsTable", WARNINGS.type());
        shapes.put("PauseDetail", PAUSE.rowType());
        return shapes;
    }

    static <T> List<Numbered<T>> numbered(List<T> items, long first) {
        return IntStream.range(0, items.size())
                .mapToObj(at -> new Numbered<>(first + at, items.get(at)))
                .toList();
    }

    private static <T> List<T> latest(List<T> items) {
        return items.subList(Math.max(0, items.size() - ConnectionControl.MOST_LISTED), items.size());
    }

    static @Nullable Date date(@Nullable Instant at) {
        return at == null ? null : Date.from(at);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String word(Enum<?> value) {
        return Objects.requireNonNull(value).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
