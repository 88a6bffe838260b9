package org.harvestxero.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyGuide;
import org.jspecify.annotations.Nullable;

/**
 * Failed copies for a spreadsheet: one row a document, columns in a stated order. Text that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
public final class FailedCsv {
    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final CsvSchema COLUMNS = columns().setUseHeader(true).build();
    /** With where each is put right, for readers who have the console. */
    private static final CsvSchema WITH_PAGES =
            columns().addColumn("page").addColumn("command").setUseHeader(true).build();

    private FailedCsv() {}

    private static CsvSchema.Builder columns() {
        return CsvSchema.builder()
                .addColumn("id")
                .addColumn("kind")
                .addColumn("invoice")
                .addColumn("client")
                .addColumn("date")
                .addColumn("amount", CsvSchema.ColumnType.NUMBER)
                .addColumn("currency")
                .addColumn("cause")
                .addColumn("causeId", CsvSchema.ColumnType.NUMBER)
                .addColumn("message")
                .addColumn("also")
                .addColumn("remedy")
                .addColumn("state")
                .addColumn("attempts", CsvSchema.ColumnType.NUMBER)
                .addColumn("firstFailedAt")
                .addColumn("lastFailedAt")
                .addColumn("harvest")
                .addColumn("xero");
    }

    /** Leaves the stream open. @param guide what readers of the spreadsheet can do */
    public static void write(Pages<FailedDocument> documents, RemedyGuide guide, PrintStream out) {
        CsvSchema columns = guide.hasPages() ? WITH_PAGES : COLUMNS;
        try (SequenceWriter rows = MAPPER.writer(columns).writeValues(out)) {
            for (FailedDocument document : documents) {
                rows.write(row(document, guide));
            }
            if (documents.isEmpty()) {
                out.println(String.join(",", columns.getColumnNames()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** Null cells are left out of the map: in a list they would move the cells after them. */
    private static Map<String, Object> row(FailedDocument document, RemedyGuide guide) {
        FailedCopy copy = document.copy();
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "id", copy.id() == 0 ? null : PublicIds.failedCopy(copy.id()));
        put(row, "kind", copy.kind().text());
        put(row, "invoice", text(document.invoice()));
        put(row, "client", text(document.client()));
        put(row, "date", document.date() == null ? null : document.date().toString());
        put(row, "amount", document.amount());
        put(row, "currency", document.currency());
        put(row, "cause", copy.cause());
        put(row, "causeId", copy.causeId());
        put(row, "message", text(copy.message()));
        put(row, "also", text(document.also()));
        put(row, "remedy", text(guide.remedy(copy)));
        put(row, "state", copy.state().text());
        put(row, "attempts", copy.attempts());
        put(row, "firstFailedAt", copy.firstFailedAt().toString());
        put(row, "lastFailedAt", copy.lastFailedAt().toString());
        put(row, "harvest", document.sourceLink());
        put(row, "xero", document.targetLink());
        if (guide.hasPages()) {
            put(row, "page", guide.page(copy));
            put(row, "command", guide.command(copy));
        }
        return row;
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    /** What begins like a formula is made harmless. */
    public static @Nullable String text(@Nullable String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
