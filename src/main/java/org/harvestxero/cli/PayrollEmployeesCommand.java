package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll.Person;
import org.harvestxero.api.Payroll.Staff;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "employees", description = "Lists whom Xero Payroll pays, with their ids and who of Harvest they are.")
final class PayrollEmployeesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    PayrollEmployeesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Staff> staff;
        try {
            staff = PayrollCommand.payroll(session).employees();
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(JsonOutput.array(staff, PayrollJson::staff));
            return 0;
        }
        Table table = new Table("EMPLOYEE", "E-MAIL", "IN HARVEST", "EMPLOYEE-ID");
        staff.forEach(each -> table.row(each.name(), text(each.email()), person(each), each.employeeId()));
        session.print(table.toString());
        return 0;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String person(Staff staff) {
        Person person = staff.person();
        return person == null ? "" : person.name() + " (" + person.id() + (staff.linked() ? ", linked)" : ")");
    }
}
