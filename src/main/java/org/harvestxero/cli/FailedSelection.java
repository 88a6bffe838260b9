package org.harvestxero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** FailedSelection documents a command is about; exactly one of them. */
final class FailedSelection {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as listed, such as F7, or numbers of invoices.")
    @Nullable
    List<String> ids;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Every document of this cause: its number, or its word, such as account-archived.")
    @Nullable
    String cause;

    @Option(names = "--all", description = "Every document that stands failed.")
    boolean all;
}
