package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payroll: who is paid, and timesheets that only drafts of can be changed. */
class PayrollIT {
    private static final String V2 = "/payroll.xro/2.0/";
    private static final String V1 = "/payroll.xro/1.0/";

    private final MovableClock clock = new MovableClock("2026-10-12T09:00:00Z");
    private XeroSandbox sandbox;
    private TestClient xero;
    private UUID ann;
    private String calendar;
    private String rate;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        ann = sandbox.payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");
        calendar = xero.get(V2 + "PayRunCalendars")
                .json()
                .at("/payRunCalendars/0/payrollCalendarID")
                .asText();
        rate = xero.get(V2 + "EarningsRates")
                .json()
                .at("/earningsRates/0/earningsRateID")
                .asText();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String line(String day, String hours) {
        return "{'date':'" + day + "','earningsRateID':'" + rate + "','numberOfUnits':" + hours + "}";
    }

    private String timesheet(UUID employee, String first, String last, String... lines) {
        return "{'payrollCalendarID':'" + calendar + "','employeeID':'" + employee + "','startDate':'" + first
                + "','endDate':'" + last + "','timesheetLines':[" + String.join(",", lines) + "]}";
    }

    private JsonNode made() {
        TestClient.Reply reply = xero.post(
                V2 + "Timesheets",
                timesheet(ann, "2026-10-05", "2026-10-11", line("2026-10-05", "7.5"), line("2026-10-06", "8")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("timesheet");
    }

    private static String reason(TestClient.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("httpStatusCode").asText()).isEqualTo("BadRequest");
        return reply.json().at("/problem/invalidFields/0/reason").asText();
    }

    @Test
    void aTimesheetIsMadeListedReadApprovedAndRevertedOnce() {
        JsonNode made = made();
        String path = V2 + "Timesheets/" + made.path("timesheetID").asText();

        assertThat(made.path("totalHours").decimalValue()).isEqualByComparingTo("15.5");
        assertThat(made.path("startDate").asText()).isEqualTo("2026-10-05T00:00:00");
        JsonNode listed = xero.get(V2 + "Timesheets?filter=employeeId==" + ann + ",payrollCalendarId==" + calendar
                        + "&startDate=2026-10-05&endDate=2026-10-11&status=Draft")
                .json();
        assertThat(listed.at("/pagination/itemCount").asInt()).isEqualTo(1);
        assertThat(listed.at("/timesheets/0/timesheetLines").isMissingNode()).isTrue();
        assertThat(xero.get(V2 + "Timesheets?startDate=2026-10-06")
                        .json()
                        .at("/timesheets/0")
                        .isMissingNode())
                .isTrue();
        assertThat(xero.get(path).json().path("timesheet")).isEqualTo(made);

        assertThat(xero.post(path + "/Approve", "")
                        .json()
                        .at("/timesheet/status")
                        .asText())
                .isEqualTo("Approved");
        assertThat(reason(xero.post(path + "/Approve", ""))).contains("can't become Approved");
        assertThat(reason(xero.post(path + "/Lines", line("2026-10-07", "1")))).contains("can't be changed");
        assertThat(reason(xero.delete(path))).contains("can't be changed");
        assertThat(xero.post(path + "/RevertToDraft", "")
                        .json()
                        .at("/timesheet/status")
                        .asText())
                .isEqualTo("Draft");
        assertThat(xero.delete(path).status()).isEqualTo(200);
        assertThat(xero.get(path).status()).isEqualTo(404);
    }

    @Test
    void linesOfADraftAreAddedChangedAndTakenAway() {
        JsonNode made = made();
        String path = V2 + "Timesheets/" + made.path("timesheetID").asText();
        String first = made.at("/timesheetLines/0/timesheetLineID").asText();

        assertThat(xero.post(path + "/Lines", line("2026-10-07", "2.25"))
                        .json()
                        .at("/timesheetLine/numberOfUnits")
                        .decimalValue())
                .isEqualByComparingTo("2.25");
        xero.put(path + "/Lines/" + first, line("2026-10-05", "1"));
        xero.delete(
                path + "/Lines/" + made.at("/timesheetLines/1/timesheetLineID").asText());

        assertThat(xero.get(path).json().at("/timesheet/totalHours").decimalValue())
                .isEqualByComparingTo("3.25");
        assertThat(xero.delete(path + "/Lines/" + UUID.randomUUID()).status()).isEqualTo(404);
        sandbox.payroll().editFirstLine(UUID.fromString(made.path("timesheetID").asText()), new BigDecimal("2"));
        sandbox.payroll().pay(UUID.fromString(made.path("timesheetID").asText()));
        assertThat(reason(xero.put(path + "/Lines/" + first, line("2026-10-05", "1"))))
                .isEqualTo("A timesheet that is Completed can't be changed.");
    }

    @Test
    void whatDoesNotFitIsRefusedByField() {
        made();
        assertThat(reason(xero.post(V2 + "Timesheets", timesheet(ann, "2026-10-05", "2026-10-11"))))
                .isEqualTo("The employee has a timesheet in this period already.");
        assertThat(reason(xero.post(V2 + "Timesheets", timesheet(ann, "2026-10-13", "2026-10-19"))))
                .isEqualTo("The dates are no period of the payroll calendar.");
        assertThat(reason(xero.post(V2 + "Timesheets", timesheet(UUID.randomUUID(), "2026-10-12", "2026-10-18"))))
                .isEqualTo("The Employee ID is not valid.");
        assertThat(reason(xero.post(
                        V2 + "Timesheets", timesheet(ann, "2026-10-12", "2026-10-18", line("2026-10-19", "1")))))
                .isEqualTo("The date is outside of the period.");
        assertThat(reason(xero.post(V2 + "Timesheets", "{}"))).isEqualTo("The employeeID is required.");
        sandbox.payroll().letGo(ann, LocalDate.of(2026, 10, 11));
        assertThat(reason(xero.post(V2 + "Timesheets", timesheet(ann, "2026-10-12", "2026-10-18"))))
                .isEqualTo("The employee left before the period.");
        assertThat(reason(xero.get(V2 + "Timesheets?filter=name==x"))).isEqualTo("The filter name==x is not valid.");
        assertThat(reason(xero.get(V2 + "Employees?page=none"))).isEqualTo("The page must be a number from 1.");
    }

    @Test
    void listsComeInPagesOfAHundred() {
        for (int i = 0; i < 150; i++) {
            sandbox.payroll().employ("Person", "No " + i, null, "Monthly");
        }

        JsonNode second = xero.get(V2 + "Employees?page=2").json();
        assertThat(second.path("employees")).hasSize(51);
        assertThat(second.at("/pagination/pageCount").asInt()).isEqualTo(2);
        assertThat(xero.get(V2 + "Employees").json().path("employees")).hasSize(100);
        assertThat(xero.get(V2 + "Employees?page=3").json().path("employees")).isEmpty();
    }

    @Test
    void australiaShowsItsSetUpInVersionOneAndTimesheetsInVersionTwo() {
        assertThat(xero.get(V1 + "Employees").status()).isEqualTo(404);
        sandbox.payroll().setRegion("au");

        assertThat(xero.get(V2 + "Employees").status()).isEqualTo(404);
        assertThat(xero.get(V1 + "Employees?page=1")
                        .first("Employees")
                        .path("Email")
                        .asText())
                .isEqualTo("ann@example.com");
        assertThat(xero.get(V1 + "Employees?page=2").json().path("Employees")).isEmpty();
        assertThat(xero.get(V1 + "PayrollCalendars")
                        .first("PayrollCalendars")
                        .path("CalendarType")
                        .asText())
                .isEqualTo("WEEKLY");
        assertThat(xero.get(V1 + "PayItems")
                        .json()
                        .at("/PayItems/EarningsRates/0/Name")
                        .asText())
                .isEqualTo("Regular Hours");
        assertThat(xero.get(V1 + "Settings")
                        .json()
                        .at("/Settings/TrackingCategories/TimesheetCategories/TrackingCategoryName")
                        .asText())
                .isEqualTo("Project");
        assertThat(made().path("status").asText()).isEqualTo("Draft");
        assertThat(xero.get("Organisation")
                        .first("Organisations")
                        .path("CountryCode")
                        .asText())
                .isEqualTo("AU");
    }

    @Test
    void withoutScopeRightOrPayrollNothingIsShown() {
        sandbox.payroll().refuse(403);
        assertThat(xero.get(V2 + "Timesheets").status()).isEqualTo(403);
        sandbox.payroll().refuse(401);
        assertThat(xero.get(V2 + "Timesheets").status()).isEqualTo(401);
        assertThat(xero.get("Organisation").status()).isEqualTo(200);
        try (XeroSandbox narrow =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withScopes("accounting.settings"))) {
            TestClient.Reply reply = TestClient.connected(narrow).get(V2 + "Employees");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("insufficent_scope");
        }
    }

    @Test
    void aSecondTimesheetIsTakenWhereThatIsAskedFor() {
        made();
        sandbox.payroll().setTakesSecondTimesheets(true);
        made();
        assertThat(sandbox.payroll().timesheets()).hasSize(2);
    }
}
