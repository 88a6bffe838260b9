package org.harvestxero.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.config.ConsoleAddress;
import org.harvestxero.export.FailedCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists documents that stand failed, with what is wrong and what to do.")
final class FailedListCommand implements Callable<Integer> {
    private final FailedCommand failed;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description = "Only this kind: invoice, payment, credit-note, bill, journal or mail.")
    @Nullable
    DocumentKind kind;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Only documents of this cause: its number, or its word, such as account-archived.")
    @Nullable
    String cause;

    @Option(names = "--client", paramLabel = "NAME", description = "Only of clients whose name holds this.")
    @Nullable
    String client;

    @Option(
            names = "--older",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "Only what has stood failed for longer: 12h, 7d, 2w.")
    @Nullable
    Duration older;

    @Option(names = "--discarded", description = "Also those given up.")
    boolean discarded;

    @ArgGroup
    @Nullable
    Form form;

    FailedListCommand(FailedCommand failed) {
        this.failed = failed;
    }

    @Override
    public Integer call() {
        Optional<String> unknown = failed.noSuch(cause, discarded);
        if (unknown.isPresent()) {
            failed.session().err().println(unknown.get());
            return 2;
        }
        Instant before =
                older == null ? null : failed.session().clock().instant().minus(older);
        FailedFilter filter = new FailedFilter(
                kind, FailedCommand.number(cause), FailedCommand.word(cause), client, before, discarded);
        Pages<FailedDocument> documents = failed.copyService().failedDocuments(filter);
        if (form != null && form.json) {
            JsonOutput.write(failed.session().out(), out -> JsonOutput.failedDocuments(out, documents));
        } else if (form != null && form.csv) {
            FailedCsv.write(
                    documents,
                    new RemedyGuide(
                            failed.mend()::choosing,
                            ConsoleAddress.forThisMachine(failed.session().settings())),
                    failed.session().out());
        } else {
            new FailedListText(failed.session().textOutput(), failed.copyService()::failedDocuments, failed.mend())
                    .list(filter, documents, failed.session()::print);
        }
        return documents.stream().allMatch(document -> document.copy().state() == FailedCopy.State.DISCARDED) ? 0 : 1;
    }

    /** How the list is printed; as text when neither is given. */
    static final class Form {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        @Option(names = "--csv", description = "Print CSV, for a spreadsheet.")
        boolean csv;
    }
}
