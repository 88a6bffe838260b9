package org.harvestxero.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.FailedDetail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows everything known about one failed document.")
final class FailedShowCommand implements Callable<Integer> {
    private final FailedCommand failed;

    @Parameters(paramLabel = "ID", description = "Its id as listed, such as F7, or the number of the invoice.")
    String id = "";

    @Option(
            names = "--web",
            description =
                    "Also open its page in Xero, or in Harvest where Xero has none; the address is printed anyway.")
    boolean web;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FailedShowCommand(FailedCommand failed) {
        this.failed = failed;
    }

    @Override
    public Integer call() {
        NamedCopies named = failed.named(List.of(id));
        if (!named.refusals().isEmpty()) {
            return failed.refused(named);
        }
        Optional<FailedDetail> detail = named.ids().stream().findFirst().flatMap(failed.copyService()::failedCopy);
        if (detail.isEmpty()) {
            failed.session().err().println("The failed copy " + id + " is settled meanwhile.");
            return 2;
        }
        if (json) {
            failed.session().print(JsonOutput.detail(detail.get()));
        } else {
            failed.session()
                    .print(new FailedDetailText(failed.session().textOutput())
                            .of(
                                    detail.get(),
                                    failed.mend().choosing(detail.get().copy().cause())));
        }
        if (web) {
            failed.page(detail.get().copy().id())
                    .ifPresentOrElse(
                            failed.session()::show,
                            () -> failed.session().err().println("Neither Xero nor Harvest has a page of it."));
        }
        return 0;
    }
}
