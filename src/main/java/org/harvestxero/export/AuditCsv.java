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
import org.harvestxero.api.WorkLog;
import org.harvestxero.api.WorkLog.AuditFilter;
import org.harvestxero.api.WorkLog.Event;
import org.harvestxero.api.WorkLog.Trail;
import org.jspecify.annotations.Nullable;

/** The audit for a spreadsheet: one row an event, the latest first; read a page at a time, so that a long one needs no more memory. */
public final class AuditCsv {
    private static final int PAGE = 500;
    private static final CsvMapper MAPPER =
            CsvMapper.csvBuilder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumn("at")
            .addColumn("who")
            .addColumn("event")
            .addColumn("kind")
            .addColumn("number")
            .addColumn("detail")
            .setUseHeader(true)
            .build();

    private AuditCsv() {}

    /** Leaves the stream open. */
    public static void write(WorkLog log, AuditFilter wanted, PrintStream out) {
        boolean any = false;
        try (SequenceWriter rows = MAPPER.writer(COLUMNS).writeValues(out)) {
            long before = Long.MAX_VALUE;
            do {
                Trail trail = log.audit(wanted, before, PAGE);
                for (Event event : trail.events()) {
                    rows.write(row(event));
                    any = true;
                }
                before = trail.next();
            } while (before != 0);
            if (!any) {
                out.println(String.join(",", COLUMNS.getColumnNames()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** Null cells are left out of the map: in a list they would move the cells after them. */
    private static Map<String, Object> row(Event event) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "at", event.at().toString());
        put(row, "who", FailedCsv.text(event.who()));
        put(row, "event", event.what());
        put(row, "kind", event.kind());
        put(row, "number", FailedCsv.text(event.number()));
        put(row, "detail", FailedCsv.text(event.detail()));
        return row;
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
