package org.harvestxero.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll.Person;
import org.harvestxero.api.Payroll.Staff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "link", description = "Says which employee somebody is; that counts before the e-mail address.")
final class PayrollLinkCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PERSON", description = "In Harvest: name, e-mail address or number.")
    String person = "";

    @Parameters(
            index = "1",
            paramLabel = "EMPLOYEE-ID",
            description = "In Xero Payroll, as `payroll employees` lists it.")
    String employee = "";

    PayrollLinkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try {
            Staff staff = PayrollCommand.payroll(session).link(person, employee, session.who());
            Person linked = Objects.requireNonNull(staff.person());
            session.print(linked.name() + " is " + staff.name() + " in Xero Payroll from now on.\n");
            return 0;
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }
}
