package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
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
import java.util.function.Function;
import org.harvestxero.api.Check;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/** The JSON that commands print. Field names are a contract with scripts; they are written out here, not derived from classes. */
final class JsonOutput {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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

    static void field(JsonGenerator out, String name, JsonNode value) throws IOException {
        out.writeFieldName(name);
        MAPPER.writeTree(out, value);
    }

    static <T> void array(JsonGenerator out, String name, Pages<T> items, Function<T, ObjectNode> each)
            throws IOException {
        out.writeFieldName(name);
        array(out, items, each);
    }

    static <T> void array(JsonGenerator out, Pages<T> items, Function<T, ObjectNode> each) throws IOException {
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
                .put("state", copy.state().text());
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

    /** What kept a command from a side, for those that tell no more of it than what to do. */
    static ArrayNode troubles(List<Trouble> troubles) {
        return array(
                troubles,
                trouble -> NODES.objectNode()
                        .put("side", trouble.side())
                        .put("message", trouble.message())
                        .put("remedy", trouble.remedy()));
    }

    static ArrayNode texts(List<String> texts) {
        return array(texts, NODES::textNode);
    }

    /** How often each side was asked. */
    static ObjectNode calls(CycleReport.Calls calls) {
        return NODES.objectNode().put("harvest", calls.harvest()).put("xero", calls.xero());
    }

    /** As scripts read a constant: in lower case, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** JSON of ours that is kept as text. */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two decimals for every currency, so that scripts can rely on them; three or four only where an amount has them. */
    static BigDecimal money(BigDecimal amount) {
        return CurrencyDigits.atLeastTwo(amount);
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
