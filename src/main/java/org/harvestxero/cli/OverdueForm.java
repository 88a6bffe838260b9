package org.harvestxero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How something is printed; as text when neither is given. */
final class OverdueForm {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--csv", description = "Print CSV, for a spreadsheet.")
    boolean csv;

    static boolean isJson(@Nullable OverdueForm form) {
        return form != null && form.json;
    }

    static boolean isCsv(@Nullable OverdueForm form) {
        return form != null && form.csv;
    }
}
