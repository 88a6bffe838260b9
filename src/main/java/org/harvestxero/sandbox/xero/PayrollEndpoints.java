package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is paid, when and for what, as payroll of the United Kingdom and of New Zealand shows it. */
final class PayrollEndpoints {
    static final String BASE = "/payroll.xro/2.0";
    private static final String EMPLOYEES = "payroll.employees";
    private static final String SETTINGS = "payroll.settings";

    private final PayrollBooks payroll;
    private final PayrollEnvelope envelope;

    PayrollEndpoints(PayrollBooks payroll, PayrollEnvelope envelope) {
        this.payroll = payroll;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        get(router, "/Employees", EMPLOYEES, (call, values) -> employees(call));
        get(router, "/Employees/{id}", EMPLOYEES, (call, values) -> employee(values.get(0)));
        get(router, "/PayRunCalendars", SETTINGS, (call, values) -> calendars(call));
        get(router, "/EarningsRates", SETTINGS, (call, values) -> rates(call));
        get(router, "/LeaveTypes", SETTINGS, (call, values) -> leaveTypes(call));
        get(router, "/Settings/TrackingCategories", SETTINGS, (call, values) -> trackingCategories());
    }

    private void get(Router router, String path, String scope, Router.Handler handler) {
        router.add("GET", BASE + path, scope, (call, values) -> {
            if (payroll.region == PayrollBooks.Region.AU) {
                throw Refusal.notFound();
            }
            return handler.handle(call, values);
        });
    }

    private Answer employees(Call call) {
        return envelope.page(
                call,
                "employees",
                payroll.employees.values().stream().map(this::json).toList());
    }

    private Answer employee(String id) {
        PayrollBooks.Employee found =
                payroll.employees.get(Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID));
        if (found == null) {
            throw Refusal.notFound();
        }
        return envelope.one("employee", json(found));
    }

    private ObjectNode json(PayrollBooks.Employee employee) {
        ObjectNode json = Json.object()
                .put("employeeID", employee.id().toString())
                .put("title", "Mx")
                .put("firstName", employee.name().first())
                .put("lastName", employee.name().last())
                .put("dateOfBirth", "1990-04-01T00:00:00")
                .put("gender", "F")
                .put("email", employee.email())
                .putNull("phoneNumber")
                .put("startDate", XeroDates.dayString(employee.start()));
        json.putObject("address")
                .put("addressLine1", "1 Sample Street")
                .putNull("addressLine2")
                .put("city", "Sampleton")
                .put("countryName", payroll.region == PayrollBooks.Region.NZ ? "NEW ZEALAND" : "UNITED KINGDOM")
                .put("postCode", "0000");
        json.put("payrollCalendarID", text(employee.calendar()))
                .put("endDate", employee.end() == null ? null : XeroDates.dayString(employee.end()))
                .put("updatedDateUTC", XeroDates.connectionDate(payroll.clock().instant()))
                .put("createdDateUTC", XeroDates.connectionDate(Instant.EPOCH));
        if (payroll.region == PayrollBooks.Region.UK) {
            json.put("isOffPayrollWorker", false).putArray("contracts");
        }
        return json;
    }

    static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private Answer calendars(Call call) {
        return envelope.page(
                call,
                "payRunCalendars",
                payroll.calendars.values().stream()
                        .map(calendar -> Json.object()
                                .put("payrollCalendarID", calendar.id().toString())
                                .put("name", calendar.name())
                                .put("calendarType", calendar.cycle().word)
                                .put("periodStartDate", XeroDates.dayString(calendar.first()))
                                .put("periodEndDate", XeroDates.dayString(calendar.last()))
                                .put("paymentDate", XeroDates.dayString(calendar.paymentDate()))
                                .put(
                                        "updatedDateUTC",
                                        XeroDates.connectionDate(payroll.clock().instant())))
                        .toList());
    }

    private Answer rates(Call call) {
        return envelope.page(
                call,
                "earningsRates",
                payroll.rates.values().stream().map(PayrollEndpoints::json).toList());
    }

    private static ObjectNode json(PayrollBooks.EarningsRate rate) {
        boolean multiple = rate.rateType().startsWith("Multiple");
        ObjectNode json = Json.object()
                .put("earningsRateID", rate.id().toString())
                .put("name", rate.name())
                .put("earningsType", rate.earningsType())
                .put("rateType", rate.rateType())
                .put("typeOfUnits", multiple ? null : "hours")
                .put("currentRecord", rate.current())
                .put(
                        "expenseAccountID",
                        SampleOrganisation.idOf("payroll", "wages").toString())
                .putNull("fixedAmount")
                .putNull("ratePerUnit");
        return multiple
                ? json.put("multipleOfOrdinaryEarningsRate", new BigDecimal("1.5"))
                : json.putNull("multipleOfOrdinaryEarningsRate");
    }

    private Answer leaveTypes(Call call) {
        return envelope.page(
                call,
                "leaveTypes",
                payroll.leaveTypes.stream()
                        .map(type -> Json.object()
                                .put("leaveTypeID", type.id().toString())
                                .put("name", type.name())
                                .put("isPaidLeave", type.paid())
                                .put("showOnPayslip", true)
                                .put(
                                        "updatedDateUTC",
                                        XeroDates.connectionDate(payroll.clock().instant()))
                                .put("isActive", true))
                        .toList());
    }

    private Answer trackingCategories() {
        return envelope.one(
                "trackingCategories",
                Json.object()
                        .putNull("employeeGroupsTrackingCategoryID")
                        .put("timesheetTrackingCategoryID", text(payroll.timesheetCategory)));
    }
}
