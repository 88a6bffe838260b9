package org.harvestxero.payroll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which employee somebody is: by the link a person made, else by e-mail; never by name alone.
 *
 * @param employee null when that is not known
 * @param hindrance why not, or why nothing can be sent all the same; null for nothing
 */
public record EmployeeMatch(
        Payee payee, @Nullable Employee employee, @Nullable Hindrance hindrance) {

    /** @param links id of the employee by Harvest's number of the person */
    public static List<EmployeeMatch> of(
            Collection<Payee> payees, Collection<Employee> employees, Map<Long, String> links) {
        List<EmployeeMatch> matches = new ArrayList<>();
        payees.forEach(payee -> matches.add(match(payee, employees, links.get(payee.id()))));
        Map<String, List<Payee>> claims = new HashMap<>();
        matches.forEach(match -> {
            if (match.employee() != null) {
                claims.computeIfAbsent(match.employee().id(), none -> new ArrayList<>())
                        .add(match.payee());
            }
        });
        return matches.stream()
                .map(match -> match.employee() == null
                        ? match
                        : match.among(claims.get(match.employee().id())))
                .toList();
    }

    private EmployeeMatch among(@Nullable List<Payee> claimants) {
        if (claimants == null || claimants.size() < 2) {
            return this;
        }
        String names = String.join(
                " and ", claimants.stream().map(Payee::name).sorted().toList());
        return new EmployeeMatch(
                payee,
                null,
                new Hindrance(
                        Hindrance.Kind.TWO_PEOPLE,
                        names + " are one employee in Xero Payroll",
                        "Link each with an employee of their own: harvest-xero payroll link PERSON EMPLOYEE."));
    }

    private static EmployeeMatch match(Payee payee, Collection<Employee> employees, @Nullable String link) {
        if (link != null) {
            return employees.stream()
                    .filter(employee -> employee.id().equalsIgnoreCase(link))
                    .findFirst()
                    .map(employee -> found(payee, employee))
                    .orElseGet(() -> none(
                            payee,
                            Hindrance.Kind.LINK_GONE,
                            "the employee that " + payee.name() + " is linked with is no longer in Xero Payroll",
                            link(payee, "the right one")));
        }
        String email = plain(payee.email());
        if (email.isEmpty()) {
            return none(
                    payee,
                    Hindrance.Kind.NO_EMAIL,
                    payee.name() + " has no e-mail address in Harvest",
                    "Give them the one that Xero Payroll has, or link them: " + command(payee));
        }
        List<Employee> same = employees.stream()
                .filter(employee -> plain(employee.email()).equals(email))
                .toList();
        return switch (same.size()) {
            case 1 -> found(payee, same.get(0));
            case 0 ->
                none(
                        payee,
                        Hindrance.Kind.NO_EMPLOYEE,
                        "no employee in Xero Payroll has the e-mail address of " + payee.name(),
                        "Enter it there, or link them: " + command(payee));
            default ->
                none(
                        payee,
                        Hindrance.Kind.TWO_EMPLOYEES,
                        same.size() + " employees in Xero Payroll have the e-mail address of " + payee.name(),
                        link(payee, "the right one"));
        };
    }

    private static EmployeeMatch found(Payee payee, Employee employee) {
        return employee.calendarId() != null
                ? new EmployeeMatch(payee, employee, null)
                : new EmployeeMatch(
                        payee,
                        employee,
                        new Hindrance(
                                Hindrance.Kind.NO_CALENDAR,
                                payee.name() + " has no pay calendar in Xero Payroll",
                                "Give the employee one there."));
    }

    private static EmployeeMatch none(Payee payee, Hindrance.Kind kind, String words, String remedy) {
        return new EmployeeMatch(payee, null, new Hindrance(kind, words, remedy));
    }

    private static String link(Payee payee, String which) {
        return "Link them with " + which + ": " + command(payee);
    }

    private static String command(Payee payee) {
        return "harvest-xero payroll link " + payee.id() + " EMPLOYEE-ID (harvest-xero payroll employees lists them).";
    }

    private static String plain(@Nullable String email) {
        return email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
    }
}
