package org.harvestxero.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.export.ProfitCsv;
import org.harvestxero.export.ProfitWorkbook;
import org.harvestxero.profit.Report;
import org.jspecify.annotations.Nullable;

/** Writes what work earned into files that people asked for. */
final class ProfitFiles {
    private final Path folder;
    private final PrintStream err;

    /** @param folder in which names are meant */
    ProfitFiles(Path folder, PrintStream err) {
        this.folder = folder;
        this.err = err;
    }

    /** @param file null for none, here and below */
    void csv(Report report, @Nullable Path file) {
        write(file, out -> ProfitCsv.write(report, out));
    }

    void xlsx(Report report, @Nullable Path file) {
        write(file, out -> ProfitWorkbook.write(report, out));
    }

    /** The page for owners, from what is kept. */
    void pdf(Profit profit, YearMonth month, @Nullable Path file) {
        write(file, out -> out.write(profit.page(month)));
    }

    private interface Content {
        void into(OutputStream out) throws IOException;
    }

    private void write(@Nullable Path named, Content content) {
        if (named == null) {
            return;
        }
        Path file = folder.resolve(named);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.into(out);
        } catch (IOException e) {
            throw new DecisionException(file + " can't be written (" + e + "): name another file.");
        }
        err.println("Written to " + file);
    }
}
