package org.harvestxero.wages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll.Person;
import org.harvestxero.api.Payroll.Staff;
import org.harvestxero.payroll.Employee;
import org.harvestxero.payroll.EmployeeMatch;
import org.harvestxero.payroll.PayRegion;
import org.harvestxero.payroll.Payee;
import org.harvestxero.store.ConnectionStore;

/** Whom payroll pays, and which of them who is. */
final class StaffList {
    private final ConnectionStore store;
    private final PayrollSides sides;

    StaffList(ConnectionStore store, PayrollSides sides) {
        this.store = store;
        this.sides = sides;
    }

    List<Staff> list(PayRegion region) {
        Map<Long, String> links = store.monthEnd().payroll().links().employees();
        List<Employee> employees = PayrollSetup.employees(sides, region);
        List<EmployeeMatch> matches = EmployeeMatch.of(PeriodEntries.of(sides).people(), employees, links);
        List<Staff> staff = new ArrayList<>();
        for (Employee employee : employees) {
            Person person = matches.stream()
                    .filter(match -> employee.equals(match.employee()))
                    .map(match -> person(match.payee()))
                    .findFirst()
                    .orElse(null);
            boolean linked = person != null && links.containsKey(person.id());
            staff.add(new Staff(employee.id(), employee.name(), employee.email(), person, linked));
        }
        staff.sort(Comparator.comparing(Staff::name).thenComparing(Staff::employeeId));
        return staff;
    }

    private static Person person(Payee payee) {
        return new Person(payee.id(), payee.name());
    }

    Staff link(PayRegion region, String person, String employee, String who) {
        Payee payee = payee(person);
        Employee found = PayrollSetup.employees(sides, region).stream()
                .filter(each -> each.id().equalsIgnoreCase(employee.strip()))
                .findFirst()
                .orElseThrow(() -> new DecisionException("Xero Payroll has no employee with the id " + employee
                        + ": harvest-xero payroll employees lists them."));
        store.decide(() -> {
            store.monthEnd().payroll().links().put(payee.id(), found.id(), who);
            store.audit().add(who, null, null, "payroll-linked", "person " + payee.id());
        });
        return new Staff(found.id(), found.name(), found.email(), person(payee), true);
    }

    boolean unlink(String person, String who) {
        Payee payee = payee(person);
        boolean[] removed = new boolean[1];
        store.decide(() -> {
            removed[0] = store.monthEnd().payroll().links().remove(payee.id());
            if (removed[0]) {
                store.audit().add(who, null, null, "payroll-unlinked", "person " + payee.id());
            }
        });
        return removed[0];
    }

    private Payee payee(String words) {
        List<Payee> found = PeriodEntries.of(sides).people().stream()
                .filter(payee -> payee.person().name().isMeantBy(words) || words.equalsIgnoreCase(payee.email()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new DecisionException(
                found.isEmpty()
                        ? "Harvest has nobody called " + words + ": give the name, the e-mail address or the number."
                        : "Harvest has " + found.size() + " people called " + words
                                + ": give the e-mail address or the number.");
    }
}
