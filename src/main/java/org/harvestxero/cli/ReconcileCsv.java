package org.harvestxero.cli;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.export.FailedCsv;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.jspecify.annotations.Nullable;

/** Differences for a spreadsheet: one row each, columns in a stated order. Text that a spreadsheet would take for a formula is made harmless. */
final class ReconcileCsv {
    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final CsvSchema COLUMNS = columns().setUseHeader(true).build();
    /** With where each is seen to, for readers who have the console. */
    private static final CsvSchema WITH_PAGES =
            columns().addColumn("page").setUseHeader(true).build();

    private ReconcileCsv() {}

    private static CsvSchema.Builder columns() {
        return CsvSchema.builder()
                .addColumn("kind")
                .addColumn("number")
                .addColumn("client")
                .addColumn("measure")
                .addColumn("amount", CsvSchema.ColumnType.NUMBER)
                .addColumn("currency")
                .addColumn("reason")
                .addColumn("message")
                .addColumn("detail")
                .addColumn("remedy")
                .addColumn("command")
                .addColumn("since")
                .addColumn("harvest")
                .addColumn("xero");
    }

    /** @param guide where readers see to what is found */
    static void write(Reconciliation found, RemedyGuide guide, PrintStream out) {
        CsvSchema columns = guide.hasPages() ? WITH_PAGES : COLUMNS;
        try (SequenceWriter rows = MAPPER.writer(columns).writeValues(out)) {
            for (Told told : found.differences()) {
                rows.write(row(told, guide));
            }
            if (found.differences().isEmpty()) {
                out.println(String.join(",", columns.getColumnNames()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** Null cells are left out of the map: in a list they would move the cells after them. */
    private static Map<String, Object> row(Told told, RemedyGuide guide) {
        Difference each = told.difference();
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "kind", each.subject().kind());
        put(row, "number", FailedCsv.text(each.subject().number()));
        put(row, "client", FailedCsv.text(each.subject().client()));
        put(row, "measure", each.measure().word());
        put(row, "amount", each.amount());
        put(row, "currency", each.subject().currency());
        put(row, "reason", each.reason().key());
        put(row, "message", each.reason().sentence());
        put(row, "detail", FailedCsv.text(each.cause().detail()));
        put(row, "remedy", each.reason().remedy());
        put(row, "command", FailedCsv.text(each.cause().command()));
        put(row, "since", told.since().toString());
        put(row, "harvest", each.subject().harvest());
        put(row, "xero", each.subject().xero());
        if (guide.hasPages()) {
            put(row, "page", guide.page(each));
        }
        return row;
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
