package org.harvestxero.cli;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.Item;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.dunning.Debt;
import org.harvestxero.export.FailedCsv;
import org.jspecify.annotations.Nullable;

/** {@code overdue} for a spreadsheet. Text that a spreadsheet would take for a formula begins with an apostrophe. */
final class OverdueCsv {
    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private OverdueCsv() {}

    static void items(List<Item> items, PrintStream out) {
        write(
                out,
                List.of("invoice", "client", "issued", "due", "daysPast", "open", "currency", "held", "next", "nextOn"),
                items,
                item -> {
                    Debt debt = item.debt();
                    return cells(
                            FailedCsv.text(debt.number()),
                            FailedCsv.text(debt.debtor().name()),
                            debt.dates().issued(),
                            debt.dates().due(),
                            item.daysPast(),
                            CurrencyDigits.plain(debt.due(), debt.currency()),
                            debt.currency(),
                            item.hold() == null
                                    ? ""
                                    : FailedCsv.text(item.hold().words()),
                            item.next() == null
                                    ? ""
                                    : FailedCsv.text(item.next().step()),
                            item.next() == null ? "" : item.next().on());
                });
    }

    static void aged(OverdueDesk.Aged aged, PrintStream out) {
        write(
                out,
                List.of("client", "currency", "current", "1-30", "31-60", "61-90", "older", "total", "credit", "net"),
                aged.clients(),
                each -> cells(
                        FailedCsv.text(each.client()),
                        each.currency(),
                        CurrencyDigits.plain(each.open().current(), each.currency()),
                        CurrencyDigits.plain(each.open().to30(), each.currency()),
                        CurrencyDigits.plain(each.open().to60(), each.currency()),
                        CurrencyDigits.plain(each.open().to90(), each.currency()),
                        CurrencyDigits.plain(each.open().older(), each.currency()),
                        CurrencyDigits.plain(each.open().total(), each.currency()),
                        CurrencyDigits.plain(each.credit(), each.currency()),
                        CurrencyDigits.plain(each.net(), each.currency())));
    }

    static void promises(OverdueDesk.Promises promises, PrintStream out) {
        write(
                out,
                List.of("invoice", "client", "until", "paid", "outcome", "by", "at"),
                promises.made(),
                each -> cells(
                        FailedCsv.text(each.invoice()),
                        FailedCsv.text(each.client()),
                        each.until(),
                        each.settled(),
                        OverdueJson.word(each.outcome()),
                        FailedCsv.text(each.who()),
                        each.at()));
    }

    private static List<String> cells(@Nullable Object... values) {
        return Arrays.stream(values).map(value -> Objects.toString(value, "")).toList();
    }

    private static <T> void write(
            PrintStream out, List<String> columns, List<T> rows, Function<T, List<String>> cells) {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        columns.forEach(schema::addColumn);
        if (rows.isEmpty()) {
            out.println(String.join(",", columns));
        }
        try (SequenceWriter writer = MAPPER.writer(schema.build()).writeValues(out)) {
            for (T row : rows) {
                writer.write(cells.apply(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }
}
