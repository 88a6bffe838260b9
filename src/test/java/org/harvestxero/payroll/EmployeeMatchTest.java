package org.harvestxero.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ruling 34: a person is matched by stored link, then e-mail; never by name alone. */
class EmployeeMatchTest {
    private static Payee payee(long id, String name, @Nullable String email) {
        return new Payee(new Work.Person(new Named(id, name), false, List.of()), email);
    }

    private static Employee employee(String id, String name, @Nullable String email) {
        return new Employee(id, name, email, "weekly", null);
    }

    private static EmployeeMatch one(Payee payee, List<Employee> employees, Map<Long, String> links) {
        return EmployeeMatch.of(List.of(payee), employees, links).get(0);
    }

    private static Hindrance.Kind kind(EmployeeMatch match) {
        Hindrance hindrance = match.hindrance();
        assertThat(hindrance).isNotNull();
        assertThat(hindrance.words()).isNotBlank().doesNotEndWith(".");
        assertThat(hindrance.remedy()).endsWith(".");
        return hindrance.kind();
    }

    @Test
    void theLinkCountsBeforeTheEMail() {
        List<Employee> employees =
                List.of(employee("e1", "Ann Archer", "ann@example.com"), employee("e2", "A. Archer", null));

        assertThat(one(payee(1, "Ann Archer", " Ann@Example.com "), employees, Map.of())
                        .employee())
                .isEqualTo(employees.get(0));
        assertThat(one(payee(1, "Ann Archer", "ann@example.com"), employees, Map.of(1L, "E2"))
                        .employee())
                .isEqualTo(employees.get(1));
    }

    @Test
    void aNameAloneMatchesNobody() {
        List<Employee> employees = List.of(employee("e1", "Ann Archer", "other@example.com"));

        assertThat(kind(one(payee(1, "Ann Archer", "ann@example.com"), employees, Map.of())))
                .isEqualTo(Hindrance.Kind.NO_EMPLOYEE);
        assertThat(kind(one(payee(1, "Ann Archer", null), List.of(employee("e1", "Ann Archer", null)), Map.of())))
                .isEqualTo(Hindrance.Kind.NO_EMAIL);
    }

    @Test
    void whatIsNotOneToOneIsAskedAbout() {
        List<Employee> twins =
                List.of(employee("e1", "Ann", "ann@example.com"), employee("e2", "Ann", "ann@example.com"));
        assertThat(kind(one(payee(1, "Ann", "ann@example.com"), twins, Map.of())))
                .isEqualTo(Hindrance.Kind.TWO_EMPLOYEES);
        assertThat(kind(one(payee(1, "Ann", "ann@example.com"), twins, Map.of(1L, "gone"))))
                .isEqualTo(Hindrance.Kind.LINK_GONE);

        List<EmployeeMatch> both = EmployeeMatch.of(
                List.of(payee(1, "Ann", "ann@example.com"), payee(2, "Ben", "ben@example.com")),
                List.of(employee("e1", "Ann", "ann@example.com")),
                Map.of(2L, "e1"));
        assertThat(both).extracting(EmployeeMatchTest::kind).containsOnly(Hindrance.Kind.TWO_PEOPLE);
        assertThat(both).extracting(EmployeeMatch::employee).containsOnlyNulls();
    }

    @Test
    void anEmployeeWithoutACalendarIsKnownAndHindered() {
        Employee ann = new Employee("e1", "Ann", "ann@example.com", null, null);

        EmployeeMatch match = one(payee(1, "Ann", "ann@example.com"), List.of(ann), Map.of());

        assertThat(match.employee()).isEqualTo(ann);
        assertThat(kind(match)).isEqualTo(Hindrance.Kind.NO_CALENDAR);
    }
}
