package org.harvestxero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The failed documents a command is about: named, of one cause, or all; exactly one of the three. */
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
