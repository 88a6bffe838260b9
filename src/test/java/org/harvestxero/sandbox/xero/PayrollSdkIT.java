package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.api.ApiClient;
import com.xero.api.client.PayrollNzApi;
import com.xero.api.client.PayrollUkApi;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.bp.LocalDate;

/** Xero's own Java client works with the payroll of the United Kingdom and of New Zealand; it has none of version 2 for Australia. */
class PayrollSdkIT {
    private final MovableClock clock = new MovableClock("2026-10-12T09:00:00Z");
    private XeroSandbox sandbox;
    private ApiClient client;
    private String token;
    private String tenant;
    private UUID ann;

    @BeforeEach
    void connect() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        ann = sandbox.payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");
        token = new TestClient(sandbox)
                .form("/connect/token", "grant_type=client_credentials")
                .json()
                .path("access_token")
                .asText();
        tenant = sandbox.tenantId().toString();
        client = new ApiClient(sandbox.baseUrl() + "/payroll.xro/2.0", null, null, null, null);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void newZealand() throws IOException {
        sandbox.payroll().setRegion("nz");
        PayrollNzApi xero = new PayrollNzApi(client);
        assertThat(xero.getEmployees(token, tenant, null, 1).getEmployees())
                .singleElement()
                .satisfies(employee -> assertThat(employee.getEmail()).isEqualTo("ann@example.com"));
        UUID calendar = xero.getPayRunCalendars(token, tenant, 1)
                .getPayRunCalendars()
                .get(0)
                .getPayrollCalendarID();
        UUID rate = xero.getEarningsRates(token, tenant, 1)
                .getEarningsRates()
                .get(0)
                .getEarningsRateID();
        assertThat(xero.getLeaveTypes(token, tenant, 1, null).getLeaveTypes()).hasSize(2);
        assertThat(xero.getTrackingCategories(token, tenant)
                        .getTrackingCategories()
                        .getTimesheetTrackingCategoryID())
                .isNotNull();

        com.xero.models.payrollnz.Timesheet made = xero.createTimesheet(
                        token,
                        tenant,
                        new com.xero.models.payrollnz.Timesheet()
                                .employeeID(ann)
                                .payrollCalendarID(calendar)
                                .startDate(LocalDate.of(2026, 10, 5))
                                .endDate(LocalDate.of(2026, 10, 11))
                                .addTimesheetLinesItem(new com.xero.models.payrollnz.TimesheetLine()
                                        .date(LocalDate.of(2026, 10, 5))
                                        .earningsRateID(rate)
                                        .numberOfUnits(7.5)),
                        null)
                .getTimesheet();
        UUID line = xero.createTimesheetLine(
                        token,
                        tenant,
                        made.getTimesheetID(),
                        new com.xero.models.payrollnz.TimesheetLine()
                                .date(LocalDate.of(2026, 10, 6))
                                .earningsRateID(rate)
                                .numberOfUnits(2.0),
                        null)
                .getTimesheetLine()
                .getTimesheetLineID();

        assertThat(xero.getTimesheet(token, tenant, made.getTimesheetID())
                        .getTimesheet()
                        .getTotalHours())
                .isEqualTo(9.5);
        xero.deleteTimesheetLine(token, tenant, made.getTimesheetID(), line);
        assertThat(xero.approveTimesheet(token, tenant, made.getTimesheetID(), null)
                        .getTimesheet()
                        .getStatus())
                .isEqualTo(com.xero.models.payrollnz.Timesheet.StatusEnum.APPROVED);
        xero.revertTimesheet(token, tenant, made.getTimesheetID(), null);
        assertThat(xero.getTimesheets(
                                token,
                                tenant,
                                1,
                                "employeeId==" + ann,
                                "Draft",
                                "2026-10-05",
                                "2026-10-11",
                                "startDate")
                        .getTimesheets())
                .singleElement()
                .satisfies(listed -> assertThat(listed.getStartDate()).isEqualTo(LocalDate.of(2026, 10, 5)));
        xero.deleteTimesheet(token, tenant, made.getTimesheetID());
        assertThat(sandbox.payroll().timesheets()).isEmpty();
    }

    @Test
    void unitedKingdom() throws IOException {
        PayrollUkApi xero = new PayrollUkApi(client);
        assertThat(xero.getEmployees(token, tenant, null, 1).getEmployees()).hasSize(1);
        UUID calendar = xero.getPayRunCalendars(token, tenant, 1)
                .getPayRunCalendars()
                .get(0)
                .getPayrollCalendarID();
        UUID rate = xero.getEarningsRates(token, tenant, 1)
                .getEarningsRates()
                .get(0)
                .getEarningsRateID();
        assertThat(xero.getTrackingCategories(token, tenant)
                        .getTrackingCategories()
                        .getTimesheetTrackingCategoryID())
                .isNotNull();

        com.xero.models.payrolluk.Timesheet made = xero.createTimesheet(
                        token,
                        tenant,
                        new com.xero.models.payrolluk.Timesheet()
                                .employeeID(ann)
                                .payrollCalendarID(calendar)
                                .startDate(LocalDate.of(2026, 10, 5))
                                .endDate(LocalDate.of(2026, 10, 11))
                                .addTimesheetLinesItem(new com.xero.models.payrolluk.TimesheetLine()
                                        .date(LocalDate.of(2026, 10, 5))
                                        .earningsRateID(rate)
                                        .numberOfUnits(7.25)),
                        null)
                .getTimesheet();

        assertThat(made.getTotalHours()).isEqualTo(7.25);
        assertThat(made.getStatus()).isEqualTo(com.xero.models.payrolluk.Timesheet.StatusEnum.DRAFT);
        assertThat(xero.getTimesheet(token, tenant, made.getTimesheetID())
                        .getTimesheet()
                        .getTimesheetLines())
                .hasSize(1);
    }
}
