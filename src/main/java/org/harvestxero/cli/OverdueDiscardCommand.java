package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "discard", description = "Takes mails that failed, or may have been sent, for done.")
final class OverdueDiscardCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Parameters(paramLabel = "MAIL", arity = "1..*", description = "Ids as overdue mails shows them: M12.")
    List<String> mails = List.of();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    String reason = "";

    OverdueDiscardCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            overdue.session().err().println("--reason is empty: say why the mails are given up.");
            return 2;
        }
        for (String mail : mails) {
            overdue.desk()
                    .discardMail(
                            OverdueCommand.mail(mail),
                            reason.strip(),
                            overdue.session().who());
            overdue.session().print(mail + " is taken for done.\n");
        }
        return 0;
    }
}
