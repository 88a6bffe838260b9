package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.api.Check;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.runtime.RunningProcess;
import org.jspecify.annotations.Nullable;

/** The JSON that commands print. Field names are a contract with scripts; they are written out here, not derived from classes. */
final class JsonOutput {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            // Else a document that broke off would be closed, and pass for a whole one.
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
            .build();

    private JsonOutput() {}

    static String text(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one JSON value. */
    interface Part {
        void to(JsonGenerator out) throws IOException;
    }

    /** Writes a document as it is made, laid out as {@link #text}, and a line feed behind it. */
    static void write(PrintStream out, Part document) {
        try (JsonGenerator json = MAPPER.writerWithDefaultPrettyPrinter().createGenerator(new Characters(out))) {
            document.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    /** The text of what it is given, to where a command prints. */
    private static final class Characters extends Writer {
        private final PrintStream out;

        Characters(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            out.print(new String(characters, from, length));
        }

        @Override
        public void flush() {
            out.flush();
        }

        /** What was printed to stays open. */
        @Override
        public void close() {
            flush();
        }
    }

    static void report(JsonGenerator out, CycleReport report, boolean dryRun, boolean explain) throws IOException {
        out.writeStartObject();
        reportFields(out, report, dryRun, explain);
        out.writeEndObject();
    }

    /** The fields of a report, into an object that is begun already. */
    static void reportFields(JsonGenerator out, CycleReport report, boolean dryRun, boolean explain)
            throws IOException {
        array(out, "copied", report.copied(), JsonOutput::copied);
        if (dryRun) {
            array(out, "planned", report.planned(), JsonOutput::copied);
        }
        array(
                out,
                "skipped",
                report.skipped(),
                skipped -> NODES.objectNode()
                        .put("kind", skipped.kind().text())
                        .put("sourceId", skipped.sourceId())
                        .put("number", skipped.number())
                        .put("reason", skipped.reason()));
        array(out, "failed", report.failed(), JsonOutput::failed);
        array(
                out,
                "waiting",
                report.waiting(),
                waiting -> NODES.objectNode()
                        .put("kind", waiting.kind().text())
                        .put("sourceId", waiting.sourceId())
                        .put("reason", waiting.reason()));
        if (explain) {
            array(
                    out,
                    "explanations",
                    report.explanations(),
                    each -> NODES.objectNode()
                            .put("kind", each.kind().text())
                            .put("sourceId", each.sourceId())
                            .put("number", each.number())
                            .put("line", each.line())
                            .put("what", each.what())
                            .put("value", each.value())
                            .put("rule", each.rule()));
        }
        field(
                out,
                "calls",
                NODES.objectNode()
                        .put("harvest", report.calls().harvest())
                        .put("xero", report.calls().xero()));
        out.writeNumberField("duplicatesPrevented", report.duplicatesPrevented());
        out.writeNumberField("seconds", BigDecimal.valueOf(report.took().toMillis(), 3));
    }

    static void field(JsonGenerator out, String name, JsonNode value) throws IOException {
        out.writeFieldName(name);
        MAPPER.writeTree(out, value);
    }

    private static <T> void array(JsonGenerator out, String name, Pages<T> items, Function<T, ObjectNode> each)
            throws IOException {
        out.writeFieldName(name);
        array(out, items, each);
    }

    private static <T> void array(JsonGenerator out, Pages<T> items, Function<T, ObjectNode> each) throws IOException {
        out.writeStartArray();
        for (T item : items) {
            MAPPER.writeTree(out, each.apply(item));
        }
        out.writeEndArray();
    }

    static void failed(JsonGenerator out, Pages<FailedCopy> copies) throws IOException {
        array(out, copies, JsonOutput::failed);
    }

    /** The same keys as a failed copy, and what people know the document by. */
    static void failedDocuments(JsonGenerator out, Pages<FailedDocument> documents) throws IOException {
        array(out, documents, JsonOutput::failed);
    }

    private static ObjectNode failed(FailedDocument document) {
        return failed(document.copy())
                .put("client", document.client())
                .put("invoice", document.invoice())
                .put("date", document.date() == null ? null : document.date().toString())
                .put("amount", document.amount() == null ? null : money(document.amount()))
                .put("currency", document.currency())
                .put("also", document.also())
                .put("sourceLink", document.sourceLink())
                .put("targetLink", document.targetLink());
    }

    private static ObjectNode copied(CycleReport.Copied copied) {
        return NODES.objectNode()
                .put("kind", copied.kind().text())
                .put("sourceId", copied.sourceId())
                .put("number", copied.number())
                .put("targetId", copied.targetId())
                .put("action", copied.action().name().toLowerCase(Locale.ROOT))
                .put("status", copied.status())
                .put("total", money(copied.total()))
                .put("currency", copied.currency());
    }

    static ObjectNode failed(FailedCopy copy) {
        return NODES.objectNode()
                .put("id", copy.id() == 0 ? null : PublicIds.failedCopy(copy.id()))
                .put("connection", copy.connection())
                .put("kind", copy.kind().text())
                .put("sourceId", copy.sourceId())
                .put("number", copy.number())
                .put("cause", copy.cause())
                .put("causeId", copy.causeId())
                .put("message", copy.message())
                .put("remedy", copy.remedy())
                .put("attempts", copy.attempts())
                .put("firstFailedAt", copy.firstFailedAt().toString())
                .put("lastFailedAt", copy.lastFailedAt().toString())
                .put("state", copy.state().name().toLowerCase(Locale.ROOT));
    }

    static ObjectNode detail(FailedDetail detail) {
        ObjectNode node = failed(detail.copy());
        node.put("client", detail.clientName());
        node.put("total", detail.total() == null ? null : money(detail.total()));
        node.put("currency", detail.currency());
        node.put("sourceLink", detail.sourceLink());
        node.put("nextAttemptAt", time(detail.nextAttemptAt()));
        node.set(
                "history",
                array(
                        detail.history(),
                        event -> NODES.objectNode()
                                .put("at", event.at().toString())
                                .put("who", event.who())
                                .put("what", event.what())));
        return node;
    }

    private static ObjectNode progress(Progress.Reading reading) {
        return NODES.objectNode()
                .put("stage", reading.stage())
                .put("done", reading.done())
                .put("total", reading.total())
                .put("perSecond", reading.perSecond())
                .put(
                        "secondsLeft",
                        reading.left() == null ? null : reading.left().toSeconds())
                .put("ageSeconds", reading.age().toSeconds())
                .put("stillSeconds", reading.still().toSeconds())
                .put("standsStill", reading.standsStill())
                .put("waitsForDay", reading.waitsForDay())
                .put("paymentListsAhead", reading.ahead().paymentLists())
                .put("documentsAhead", reading.ahead().documents());
    }

    static ObjectNode status(Status status, List<String> warnings) {
        Vitals.Reading vitals = status.vitals();
        ObjectNode node = NODES.objectNode()
                .put("connection", status.connection())
                .put("organisation", status.organisation())
                .put("paused", status.paused())
                .put("lastSuccess", time(status.lastSuccess()))
                .put("copied", vitals.copied())
                .put("failed", vitals.failed())
                .put("waiting", vitals.waiting())
                .put("toReview", vitals.toReview())
                .put("oldestUnresolved", time(vitals.oldestUnresolved()))
                .put("xeroCallsLeftThisMinute", vitals.xeroCallsLeftThisMinute())
                .put("xeroCallsLeftToday", vitals.xeroCallsLeftToday())
                .put("callsPerCopiedDocument", vitals.callsPerCopiedDocument())
                .put("duplicatesPrevented", vitals.duplicatesPrevented())
                .put("tokenExpires", time(vitals.tokenExpires()));
        node.set("pause", status.pause() == null ? NODES.nullNode() : pause(status.pause()));
        node.set("progress", status.progress() == null ? NODES.nullNode() : progress(status.progress()));
        node.set("troubles", array(status.troubles(), JsonOutput::trouble));
        node.set(
                "undecided",
                array(
                        List.copyOf(status.undecided().entrySet()),
                        each -> NODES.objectNode().put("reason", each.getKey()).put("documents", each.getValue())));
        node.set("warnings", array(warnings, NODES::textNode));
        node.set(
                "held",
                array(
                        status.held(),
                        held -> NODES.objectNode()
                                .put("client", held.client())
                                .put("hours", held.hours())
                                .put("worth", held.worth())
                                .put("currency", held.currency())
                                .put("pieces", held.pieces())
                                .put("oldest", held.oldest().toString())));
        return node;
    }

    private static ObjectNode pause(Pause pause) {
        return NODES.objectNode()
                .put("by", pause.by().text())
                .put("who", pause.who())
                .put("reason", pause.reason())
                .put("since", time(pause.since()))
                .put("until", time(pause.until()));
    }

    static ObjectNode running(Optional<RunningProcess> running) {
        ObjectNode node = NODES.objectNode().put("runs", running.isPresent());
        running.ifPresent(process -> node.put("pid", process.pid())
                .put("port", process.port())
                .put("since", time(process.since()))
                .put("works", process.works()));
        return node;
    }

    private static ObjectNode trouble(Trouble trouble) {
        return NODES.objectNode()
                .put("side", trouble.side())
                .put("reason", trouble.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("message", trouble.message())
                .put("remedy", trouble.remedy())
                .put("until", time(trouble.until()));
    }

    static ObjectNode finding(String check, Check.Finding finding) {
        return NODES.objectNode()
                .put("check", check)
                .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("remedy", finding.remedy());
    }

    static <T> ArrayNode array(List<T> items, Function<T, ? extends JsonNode> each) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** Two decimals for every currency, so that scripts can rely on them; three or four only where an amount has them. */
    static BigDecimal money(BigDecimal amount) {
        return CurrencyDigits.atLeastTwo(amount);
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
