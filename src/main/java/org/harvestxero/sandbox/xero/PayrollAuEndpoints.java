package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Who is paid, when and for what, as Australian payroll of version 1 shows it; its timesheets are those of version 2. */
final class PayrollAuEndpoints {
    private static final String BASE = "/payroll.xro/1.0";
    private static final String EMPLOYEES = "payroll.employees";
    private static final String SETTINGS = "payroll.settings";
    private static final int PAGE = 100;
    private static final Map<String, String> EARNINGS_TYPES = Map.of(
            "RegularEarnings", "ORDINARYTIMEEARNINGS",
            "OvertimeEarnings", "OVERTIMEEARNINGS",
            "OtherEarnings", "ALLOWANCE");

    private final PayrollBooks payroll;
    private final Envelope envelope;

    PayrollAuEndpoints(PayrollBooks payroll, Envelope envelope) {
        this.payroll = payroll;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        get(router, "/Employees", EMPLOYEES, call -> envelope.of("Employees", page(call, employees())));
        get(router, "/PayrollCalendars", SETTINGS, call -> envelope.of("PayrollCalendars", page(call, calendars())));
        get(router, "/PayItems", SETTINGS, call -> payItems());
        get(router, "/Settings", SETTINGS, call -> settings());
    }

    private interface Reader {
        Answer read(Call call);
    }

    private void get(Router router, String path, String scope, Reader reader) {
        router.add("GET", BASE + path, scope, (call, values) -> {
            if (payroll.region != PayrollBooks.Region.AU) {
                throw Refusal.notFound();
            }
            return reader.read(call);
        });
    }

    /** Without a page the whole list, as far as anybody has said. */
    private static List<ObjectNode> page(Call call, List<ObjectNode> all) {
        String page = call.parameter("page");
        if (page == null) {
            return all;
        }
        int from = Math.min(all.size(), (Math.max(1, Integer.parseInt(page)) - 1) * PAGE);
        return all.subList(from, Math.min(all.size(), from + PAGE));
    }

    private List<ObjectNode> employees() {
        return payroll.employees.values().stream().map(this::employee).toList();
    }

    private ObjectNode employee(PayrollBooks.Employee employee) {
        ObjectNode json = Json.object()
                .put("EmployeeID", employee.id().toString())
                .put("FirstName", employee.name().first())
                .put("LastName", employee.name().last())
                .put("Status", employee.end() == null ? "ACTIVE" : "TERMINATED")
                .put("DateOfBirth", XeroDates.day(LocalDate.of(1990, 4, 1)))
                .put("StartDate", XeroDates.day(employee.start()))
                .put("UpdatedDateUTC", XeroDates.instant(payroll.books.now()))
                .put("IsSTP2Qualified", false);
        if (employee.email() != null) {
            json.put("Email", employee.email());
        }
        if (employee.calendar() != null) {
            json.put("PayrollCalendarID", employee.calendar().toString());
        }
        if (employee.end() != null) {
            json.put("TerminationDate", XeroDates.day(employee.end()));
        }
        return json;
    }

    private List<ObjectNode> calendars() {
        return payroll.calendars.values().stream()
                .map(calendar -> Json.object()
                        .put("PayrollCalendarID", calendar.id().toString())
                        .put("Name", calendar.name())
                        .put("CalendarType", calendar.cycle().word.toUpperCase(Locale.ROOT))
                        .put("StartDate", XeroDates.day(calendar.first()))
                        .put("PaymentDate", XeroDates.day(calendar.paymentDate()))
                        .put("UpdatedDateUTC", XeroDates.instant(payroll.books.now()))
                        .put("ReferenceDate", XeroDates.day(calendar.first())))
                .toList();
    }

    private Answer payItems() {
        ObjectNode items = Json.object();
        ArrayNode rates = items.putArray("EarningsRates");
        payroll.rates
                .values()
                .forEach(rate -> rates.addObject()
                        .put("EarningsRateID", rate.id().toString())
                        .put("Name", rate.name())
                        .put("EarningsType", EARNINGS_TYPES.getOrDefault(rate.earningsType(), "ALLOWANCE"))
                        .put("RateType", rate.rateType().startsWith("Multiple") ? "MULTIPLE" : "RATEPERUNIT")
                        .put("AccountCode", "477")
                        .put("TypeOfUnits", "Hours")
                        .put("IsExemptFromTax", false)
                        .put("IsExemptFromSuper", false)
                        .put("IsReportableAsW1", false)
                        .put("IsQualifyingEarnings", rate.earningsType().equals("RegularEarnings"))
                        .put("UpdatedDateUTC", XeroDates.instant(payroll.books.now()))
                        .put("CurrentRecord", rate.current()));
        items.putArray("DeductionTypes");
        items.putArray("LeaveTypes");
        items.putArray("ReimbursementTypes");
        return whole("PayItems", items);
    }

    private Answer settings() {
        ObjectNode settings = Json.object();
        settings.putArray("Accounts");
        ObjectNode tracking = settings.putObject("TrackingCategories");
        payroll.books
                .organisation
                .trackingCategory(payroll.timesheetCategory, null)
                .filter(category -> payroll.timesheetCategory != null)
                .ifPresent(category -> tracking.putObject("TimesheetCategories")
                        .put("TrackingCategoryID", category.id.toString())
                        .put("TrackingCategoryName", category.name));
        settings.put("DaysInPayrollYear", "364").put("EmployeesAreSTP2", false);
        return whole("Settings", settings);
    }

    /** An answer whose content is no list. */
    private Answer whole(String name, JsonNode content) {
        ObjectNode body =
                (ObjectNode) Objects.requireNonNull(envelope.of(name, List.of()).tree());
        body.set(name, content);
        return Answer.tree(200, body);
    }
}
