package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "retry", description = "Has mails that failed, or may have been sent, be due again.")
final class OverdueRetryCommand implements Callable<Integer> {
    private final OverdueCommand overdue;

    @Parameters(paramLabel = "MAIL", arity = "1..*", description = "Ids as overdue mails shows them: M12.")
    List<String> mails = List.of();

    OverdueRetryCommand(OverdueCommand overdue) {
        this.overdue = overdue;
    }

    @Override
    public Integer call() {
        for (String mail : mails) {
            overdue.desk()
                    .retryMail(OverdueCommand.mail(mail), overdue.session().who());
            overdue.session().print(mail + " is due again with the next run.\n");
        }
        return 0;
    }
}
