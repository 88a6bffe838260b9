package org.harvestxero.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;

/**
 * What work earned as CSV: a row for each group and one for the total, all figures in their fixed order. Text that a spreadsheet would
 * take for a formula begins with an apostrophe; what there is nothing to reckon from, or is hidden, is empty.
 */
public final class ProfitCsv {
    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private ProfitCsv() {}

    public static void write(Report report, OutputStream out) throws IOException {
        CsvSchema.Builder columns = CsvSchema.builder()
                .addColumn(report.view().word())
                .addColumn("id")
                .addColumn("from")
                .addColumn("to")
                .addColumn("currency");
        for (Figure figure : Figure.values()) {
            columns.addColumn(figure.word());
        }
        try (SequenceWriter writer = MAPPER.writer(columns.build().withHeader()).writeValues(out)) {
            for (Row row : report.sums().rows()) {
                writer.write(cells(row, report));
            }
            writer.write(cells(report.sums().total(), report));
        }
    }

    private static Map<String, Object> cells(Row row, Report report) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put(report.view().word(), FailedCsv.text(row.group().name()));
        cells.put("id", row.group().id() == 0 ? "" : Long.toString(row.group().id()));
        cells.put("from", report.from().toString());
        cells.put("to", report.to().toString());
        cells.put("currency", report.currency());
        for (Figure figure : Figure.values()) {
            cells.put(
                    figure.word(),
                    figure.of(row)
                            .<Object>map(value -> figure.unit() == Figure.Unit.MONEY
                                    ? CurrencyDigits.shown(value, report.currency())
                                    : value)
                            .orElse(""));
        }
        return cells;
    }
}
