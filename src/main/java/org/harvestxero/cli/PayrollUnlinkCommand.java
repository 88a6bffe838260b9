package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unlink", description = "Forgets which employee somebody is; the e-mail address counts again.")
final class PayrollUnlinkCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PERSON", description = "In Harvest: name, e-mail address or number.")
    String person = "";

    PayrollUnlinkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try {
            boolean was = PayrollCommand.payroll(session).unlink(person, session.who());
            session.print(was ? "Forgotten.\n" : "Nobody had said which employee " + person + " is.\n");
            return 0;
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }
}
