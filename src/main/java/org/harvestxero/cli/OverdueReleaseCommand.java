package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "release",
        description = {
            "Ends promises and disputes, and takes invoices off the stop-work list.",
            "With --first-mails: lets mails to clients go that were only shown until now."
        })
final class OverdueReleaseCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Parameters(paramLabel = "INVOICE", arity = "0..*", description = "Numbers.")
    List<String> invoices = List.of();

    @Option(
            names = "--first-mails",
            description =
                    "Clients may be mailed: after overdue.clients was switched on, or when there are more than mostMails.")
    boolean firstMails;

    @Option(
            names = "--without-mail",
            description =
                    "Takes the reminders that are due now for done: clients are mailed about what becomes due from now on.")
    boolean withoutMail;

    OverdueReleaseCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        if (invoices.isEmpty() != firstMails || (withoutMail && !firstMails)) {
            overdue.session()
                    .err()
                    .println("Name invoices, or say --first-mails; --without-mail goes with --first-mails alone.");
            return 2;
        }
        if (firstMails) {
            int done =
                    overdue.desk().releaseFirst(!withoutMail, overdue.session().who());
            overdue.session()
                    .print(
                            withoutMail
                                    ? done
                                            + " reminders are taken for done; clients are mailed about what becomes due from now on.\n"
                                    : "Clients are mailed from the next run on.\n");
        }
        for (String invoice : invoices) {
            overdue.session()
                    .print("Released "
                            + OverdueText.named(overdue.desk()
                                    .release(invoice, overdue.session().who())) + ".\n");
        }
        return 0;
    }
}
