package org.harvestxero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The drafts a decision is about. */
final class NamedDrafts {
    @Parameters(paramLabel = "DRAFT", arity = "1..*", description = "Ids as listed, such as D12, or invoice numbers.")
    List<String> drafts = List.of();

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "The version you looked at; refused when the draft has changed since.")
    @Nullable
    Integer version;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;
}
